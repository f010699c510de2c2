// Where a story of an application takes place. In: what opens its contexts on a store. Out: streams that have a past, and
// everything that follows the log caught up with it, as often as somebody looks.
import { type Application, type ApplicationOptions, openApplication } from '../application/application.js';
import { contextOf } from '../application/opened-context.js';
import type { Context } from '../command/context.js';
import { eventMetadata, newEventId } from '../command/command-identity.js';
import { InvalidUseError } from '../errors/command-errors.js';
import type { LoggedEvent, Message } from '../message/message.js';
import type { StoredName } from '../registry/registry.js';
import { parseStreamName } from '../message/stream-name.js';
import { readLog } from '../repository/read-log.js';
import { streamNameOf } from '../repository/stream-identity.js';
import type { Abort } from '../store/abort.js';
import type { FullEventStore } from '../store/event-store.js';
import type { LogPosition, NewStoredEvent } from '../store/stored-event.js';
import type { GivenEvent, GivenStored, StorySources } from './given-application.js';

/** An event as it was found in the log. */
export type AppendedEvent = LoggedEvent<Message, object>;

/** The platform's own; written down for what is used, so that nobody's types are needed. */
declare class AbortController {
  readonly signal: Abort;
  abort(): void;
}

/** What is appended while nobody asks for anything, at most: more is taken for processors that answer each other for ever. */
const mostAnswers = 1_000;

/** Looks at the log are what a story waits for, not what it measures. */
const keep = { pollInterval: 20 };

/** A program that was there from the beginning of the story: its processes have seen what was given, too. */
function openFollowing(options: ApplicationOptions): Application {
  const { names } = openApplication(options).processes;
  const processes = names.map((name) => [name, { from: 'beginning', ...options.processes?.[name] }] as const);
  return openApplication({
    ...options,
    keep: { ...keep, ...options.keep },
    run: { ...keep, ...options.run },
    processes: Object.fromEntries(processes),
  });
}

export class ApplicationStage<C, S extends FullEventStore> {
  readonly contexts: C;
  readonly sources: StorySources<S>;
  readonly #open: (sources: StorySources<S>) => ApplicationOptions;
  readonly #opened: readonly Context[];

  constructor(
    sources: StorySources<S>,
    open: (sources: StorySources<S>) => ApplicationOptions & { readonly contexts: C },
  ) {
    const first = open(sources);
    this.sources = sources;
    this.contexts = first.contexts;
    this.#open = open;
    this.#opened = Object.entries(first.contexts as object).map(([name, api]) => contextOf(name, api as object));
  }

  /** Appends an event as it would be today, with the rows that belong to it. */
  async happened({ event, id, metadata: given = {} }: GivenEvent): Promise<void> {
    const { context, named } = this.#find(event.type);
    const { codec, settings } = context;
    const { metadata, text } = codec.encodeMetadata(eventMetadata(given, 'given', undefined));
    const { stored } = codec.encode(event, newEventId(undefined, 0, settings), { id, metadata, metadataText: text });
    await append(context, named, id, stored);
  }

  /** Appends an event as older code wrote it. */
  async written({ type, schemaVersion, data, metadata, id }: GivenStored): Promise<void> {
    const { context, named } = this.#find(type);
    await append(context, named, id, {
      ...{ eventId: newEventId(undefined, 0, context.settings), type, schemaVersion },
      data: typeof data === 'string' ? data : JSON.stringify(data),
      metadata: JSON.stringify(metadata ?? eventMetadata({}, 'given', undefined)),
    });
  }

  /** The present end of the log. */
  head(): Promise<LogPosition | undefined> {
    return this.sources.store.head();
  }

  /** Everything that was appended behind a place, but for the streams of processes, in the order of the log. */
  async eventsAfter(place: LogPosition | undefined): Promise<readonly AppendedEvent[]> {
    const registries = this.#opened.map(({ registry }) => registry);
    // What processes note for themselves is nothing that a program tells of.
    const notes = new Set(
      this.#opened.flatMap(({ processes }) => processes.map(({ definition }) => definition.category)),
    );
    const events: AppendedEvent[] = [];
    for await (const event of readLog(this.sources.store, registries, place === undefined ? {} : { after: place })) {
      if (!notes.has(parseStreamName(event.streamName).category)) events.push(event);
    }
    return events;
  }

  /**
   * Lets projections, processors and processes work until the log stands where they have come to, whatever they append themselves.
   * @throws what stops one of them
   */
  async settle(): Promise<void> {
    const application = openFollowing(this.#open(this.sources));
    const waiting = new AbortController();
    // Counted, and stopped from where it is counted: in memory such work may never let a timer have its turn.
    const rest = { answers: 0 };
    const deaf = this.sources.store.onAppend(() => {
      rest.answers += 1;
      if (rest.answers > mostAnswers) void application.stop();
    });
    try {
      await application.start();
      await this.#catchUp(application, waiting.signal);
    } catch (error) {
      throw rest.answers > mostAnswers ? restless() : error;
    } finally {
      deaf();
      waiting.abort();
      await application.stop();
    }
  }

  async #catchUp(application: Application, signal: Abort): Promise<void> {
    const { store } = this.sources;
    for (;;) {
      const before = await store.head();
      const waited = application.settled({ signal });
      // Where something has ended for good, that is what is told, and the wait is given up.
      waited.catch(() => undefined);
      await Promise.race([waited, application.ended.then(() => waited)]);
      const after = await store.head();
      if (before === undefined || after === undefined) return;
      if (store.compareLogPositions(before, after) === 0) return;
    }
  }

  #find(type: string): { readonly context: Context; readonly named: StoredName } {
    for (const context of this.#opened) {
      const named = context.registry.names.get(type);
      if (named !== undefined) return { context, named };
    }
    throw new InvalidUseError(`None of the contexts has ${type}.`);
  }
}

const restless = (): InvalidUseError =>
  new InvalidUseError('The log does not come to rest: processors seem to answer each other without an end.');

async function append(
  { settings }: Context,
  { aggregate }: StoredName,
  id: object,
  event: NewStoredEvent,
): Promise<void> {
  await settings.appending.append({ streamName: streamNameOf(aggregate, id), expected: 'any', events: [event] });
}
