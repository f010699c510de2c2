// Tests of projections, told as events and the rows that they lead to. In: a generated definition, its handlers, and the
// registries of its events. Out: nothing when the rows are as expected, an ExpectationError with the difference when they
// are not. Imports no test runner; events pass through their stored form, so that old ones take their steps first.
import { bindProjection } from '../projection/bound-projection.js';
import type {
  LiveHandlers,
  ProjectionContract,
  ProjectionDefinition,
  ProjectionHandlers,
} from '../projection/contract.js';
import type { RuntimeErrors } from '../errors/is-runtime-error.js';
import { isRuntimeError } from '../errors/is-runtime-error.js';
import type { Message } from '../message/message.js';
import type { GivenMetadata } from '../message/metadata.js';
import { createFolder, FoldFailure } from '../projection/fold-events.js';
import { viewKey } from '../projection/row-queries.js';
import type { Registry } from '../registry/registry.js';
import type { Unit } from '../store/unit.js';
import { deepEqual } from './deep-equal.js';
import { ExpectationError } from './expectation-error.js';
import type { StoredSample } from './given.js';
import { foldOnce, type Page, ProjectionStage } from './projection-stage.js';

/** An event, and the identity of the stream that it happened in. */
export interface HappenedEvent {
  readonly event: Message;
  readonly id: object;
  readonly metadata?: GivenMetadata;
  readonly tenant?: string;
}

/** An event as it lies in the log, perhaps written by older code, and the identity of its stream. */
export interface HappenedStored extends StoredSample {
  readonly id: object;
  readonly tenant?: string;
}

export interface GivenProjectionOptions {
  /** Of all events that the projection takes; made with your functions where steps call some. */
  readonly registries: readonly Registry[];
  /** Default: 2026-01-01T00:00:00Z. */
  readonly recordedAt?: string;
}

/** A story of a projection. */
export interface ProjectionStory<C extends ProjectionContract> {
  /** These happened next, in this order. */
  events(happened: readonly HappenedEvent[]): ProjectionStory<C>;
  /** The same, as it lies in the log. */
  stored(sample: HappenedStored): ProjectionStory<C>;
  /** Exactly these rows, in the order of their keys; those of a tenant where one is named. */
  thenRows(rows: readonly C['row'][], tenant?: string): Promise<ProjectionStory<C>>;
  /** The row at this key; `undefined` for none. */
  thenRow(key: C['key'], row: C['row'] | undefined, tenant?: string): Promise<ProjectionStory<C>>;
  /** Folding failed: by an error of this package with that code, or by one that the function returns true for. */
  thenThrows(expected: keyof RuntimeErrors | ((error: unknown) => boolean)): Promise<ProjectionStory<C>>;
}

/**
 * The beginning of a story about a projection. Everything is folded twice, as one page and event by event: handlers whose rows
 * depend on where a page ends, or on anything but events and rows, are found out.
 */
export function givenProjection<C extends ProjectionContract, U extends Unit = Unit>(
  definition: ProjectionDefinition<C>,
  handlers: ProjectionHandlers<C, U> | LiveHandlers<C>,
  options: GivenProjectionOptions,
): ProjectionStory<C> {
  const folder = createFolder(bindProjection(definition, handlers));
  return story<C>(new ProjectionStage(folder, options), []);
}

function story<C extends ProjectionContract>(stage: ProjectionStage, page: Page): ProjectionStory<C> {
  const told: ProjectionStory<C> = {
    events: (happened) =>
      story(
        stage,
        happened.reduce<Page>((before, each) => [...before, stage.encoded(each, before)], page),
      ),
    stored: (sample) => story(stage, [...page, stage.written(sample, page)]),
    async thenRows(expected, tenant) {
      const rows = (await rowsOf(stage, page)).all(tenant);
      if (!deepEqual(rows, expected)) throw new ExpectationError('The rows are others.', expected, rows);
      return told;
    },
    async thenRow(key, expected, tenant) {
      const row = (await rowsOf(stage, page)).at(viewKey(stage.folder, key), tenant);
      if (!deepEqual(row, expected)) throw new ExpectationError('The row is another one.', expected, row);
      return told;
    },
    async thenThrows(expected) {
      const wanted =
        typeof expected === 'string' ? { thrown: expected } : { thrown: 'an error that the function accepts' };
      const error = await failureOf(stage, page);
      if (error === undefined) throw new ExpectationError('Folding should have failed.', wanted, undefined);
      if (typeof expected === 'string' ? isRuntimeError(error, expected) : expected(error)) return told;
      throw new ExpectationError('Folding failed otherwise.', wanted, {
        thrown: error instanceof Error ? `${error.name}: ${error.message}` : error,
      });
    },
  };
  return told;
}

async function rowsOf(stage: ProjectionStage, page: Page): ReturnType<typeof foldOnce> {
  try {
    const whole = await foldOnce(stage, [page]);
    const single = await foldOnce(
      stage,
      page.map((event) => [event]),
    );
    if (deepEqual(whole.everything(), single.everything())) return whole;
    throw new ExpectationError(
      'The rows are others when events come one by one: a handler keeps something of its own.',
      whole.everything(),
      single.everything(),
    );
  } catch (error) {
    throw error instanceof FoldFailure ? error.cause : error;
  }
}

async function failureOf(stage: ProjectionStage, page: Page): Promise<unknown> {
  try {
    await rowsOf(stage, page);
    return undefined;
  } catch (error) {
    if (error instanceof ExpectationError) throw error;
    return error;
  }
}
