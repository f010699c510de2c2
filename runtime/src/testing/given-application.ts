// Tests of a whole application, told as what happened, what was asked, and what is seen then: events of any streams, rows of
// any projections, states. In: a function that opens the contexts on a store. Out: nothing when everything is as expected, an
// ExpectationError with the difference when it is not. Imports no test runner, and waits by places of the log, never by time.
import type { ApplicationOptions } from '../application/application.js';
import type { RuntimeErrors } from '../errors/is-runtime-error.js';
import type { Message } from '../message/message.js';
import type { GivenMetadata } from '../message/metadata.js';
import type { FullEventStore } from '../store/event-store.js';
import { createMemoryEventStore } from '../stores/memory/memory-event-store.js';
import { ApplicationStage } from './application-stage.js';
import { applicationStory } from './application-story.js';
import { fixedClock, sequentialIds } from './fixed-sources.js';
import type { StateExpectation, StoredSample } from './given.js';

/** What contexts of a story are opened with. */
export interface StorySources<S extends FullEventStore = FullEventStore> {
  readonly store: S;
  readonly now: () => string;
  readonly newId: () => string;
  readonly random: () => number;
}

export interface GivenApplicationOptions<S extends FullEventStore = FullEventStore> {
  /** Default: a new one in memory, whose clock is that of the story. Closing it is the test's business. */
  readonly store?: S;
  /** Default: stands at 2026-01-01T00:00:00Z. */
  readonly now?: () => string;
  /** Default: counts up. */
  readonly newId?: () => string;
}

/** An event, and the identity of the stream that it happened in. */
export interface GivenEvent {
  readonly event: Message;
  readonly id: object;
  readonly metadata?: GivenMetadata;
}

/** An event as it lies in the log, perhaps written by older code, and the identity of its stream. */
export interface GivenStored extends Omit<StoredSample, 'recordedAt'> {
  readonly id: object;
}

/** An event alone, or with its stream and some of its metadata: keys that are not named are not looked at. */
export type ExpectedEvent =
  | Message
  | { readonly event: Message; readonly id?: object; readonly metadata?: GivenMetadata; readonly tenant?: string };

/** Whatever acts on the contexts, most often by one command. What it gives is looked at for a rejection. */
export type Act<C, S extends FullEventStore> = (contexts: C, sources: StorySources<S>) => Promise<unknown>;

/** Where rows are looked for: a projection of one of the contexts, or of a tenant's. */
export interface StoryRows<Key, Row> {
  find(key: Key): Promise<Row | undefined>;
  all(): AsyncIterable<Row>;
}

/**
 * A story of an application. Its steps run one after the other, each once the one before it is done; the whole of it is
 * awaited. A command that was rejected or failed has to be expected by the next step.
 */
export interface ApplicationStory<C, S extends FullEventStore> extends Promise<void> {
  /** These happened next, in this order, in whatever streams. Inline rows are made with them. */
  events(happened: readonly GivenEvent[]): ApplicationStory<C, S>;
  /** The same, as it lies in the log. */
  stored(sample: GivenStored): ApplicationStory<C, S>;
  /** These are asked next, one after the other; none but the last may be rejected or fail. */
  when(...acts: readonly [Act<C, S>, ...(readonly Act<C, S>[])]): ApplicationStory<C, S>;
  /** Exactly these events were appended since, by commands and by what follows the log, in the order of the log. */
  thenEvents(expected: readonly ExpectedEvent[]): ApplicationStory<C, S>;
  /** Nothing was appended since. */
  thenNothing(): ApplicationStory<C, S>;
  /** The last command was rejected so. */
  thenRejected(rejection: Message): ApplicationStory<C, S>;
  /** The last command failed: by an error of this package with that code, or by one that the function returns true for. */
  thenThrows(expected: keyof RuntimeErrors | ((error: unknown) => boolean)): ApplicationStory<C, S>;
  /** Exactly these rows, in the order of their keys, once everything so far is in them. */
  thenRows<Key, Row>(
    rows: (contexts: C, sources: StorySources<S>) => StoryRows<Key, Row>,
    expected: readonly Row[],
  ): ApplicationStory<C, S>;
  /** The row at this key, once everything so far is in it; `undefined` for none. */
  thenRow<Key, Row>(
    rows: (contexts: C, sources: StorySources<S>) => StoryRows<Key, Row>,
    key: Key,
    expected: Row | undefined,
  ): ApplicationStory<C, S>;
  /** A state as it is loaded by now, or a function that looks at it. */
  thenState<State>(
    load: (contexts: C, sources: StorySources<S>) => Promise<{ readonly state: State }>,
    expected: StateExpectation<State>,
  ): ApplicationStory<C, S>;
  /** Everything that was appended since is one conversation, as `expectConversation` has it. */
  thenConversation(): ApplicationStory<C, S>;
}

/**
 * The beginning of a story about an application. Projections and processors are started for each look, and stopped behind
 * it; so `open` is called again each time, and opens the same contexts on the same store.
 * @param open what `openApplication` is given, made with the clock, ids and store of the story
 */
export function givenApplication<C extends ApplicationOptions['contexts'], S extends FullEventStore = FullEventStore>(
  open: (sources: StorySources<S>) => Omit<ApplicationOptions, 'contexts'> & { readonly contexts: C },
  options: GivenApplicationOptions<S> = {},
): ApplicationStory<C, S> {
  const { now = fixedClock('2026-01-01T00:00:00Z'), newId = sequentialIds() } = options;
  // Whoever names another kind of store gives one.
  const store = options.store ?? (createMemoryEventStore({ now }) as S);
  return applicationStory(new ApplicationStage({ store, now, newId, random: () => 0 }, open));
}
