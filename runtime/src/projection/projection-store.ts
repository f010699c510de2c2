import { InvalidUseError } from '../errors/command-errors.js';
import type { CommandStore, ContextOptions } from '../command/context.js';
import type { ProcessorStore } from '../processor/processor-options.js';
import type { StoreCapabilities } from '../store/event-store.js';
import type { StateDocumentReader, Unit } from '../store/unit.js';
import type { Views } from '../store/view.js';

/** What projections need of the store that holds their rows. Handlers are given its units. */
export type ProjectionStore<U extends Unit = Unit> = CommandStore & ProcessorStore<U> & StateDocumentReader & Views;

/** What a context with projections runs on. */
export interface ProjectionOptions<U extends Unit = Unit> extends ContextOptions {
  readonly store: ProjectionStore<U>;
}

const needed: readonly (keyof ProjectionStore)[] = [
  'transact',
  'findViews',
  'openView',
  'queryRows',
  'findCheckpoint',
  'acquireLease',
  'readParked',
  'findDocument',
];

/** @param otherwise what to do about it @throws InvalidUseError for a store that cannot hold rows */
export function projectionStore(
  store: object,
  projection: string,
  otherwise = ' Let it run live there.',
): ProjectionStore {
  const missing = needed.find((name) => typeof Reflect.get(store, name) !== 'function');
  const { views, sideReads } = Reflect.get(store, 'capabilities') as Partial<StoreCapabilities>;
  if (sideReads === false) {
    throw new InvalidUseError(
      `${projection} needs a store that can be read beside an open unit, which one with a single connection, such as PGlite, cannot.${otherwise}`,
    );
  }
  if (missing === undefined && views !== false) return store as ProjectionStore;
  throw new InvalidUseError(`${projection} needs a store that can hold views; this one has no ${missing ?? 'views'}.`);
}
