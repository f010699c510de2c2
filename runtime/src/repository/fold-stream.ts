import { Parts } from '../codec/become.js';
import type { Behaviour } from '../decider/behaviour.js';
import { StreamTooLongError } from '../errors/command-errors.js';
import type { EventId } from '../message/identifiers.js';
import type { Message } from '../message/message.js';
import { UnknownEventTypeError } from '../errors/reading-errors.js';
import type { StreamPage } from '../store/read.js';
import type { StoredEvent } from '../store/stored-event.js';
import { readPage, type StreamSource } from './read-pages.js';

/** A state and the stream version it stands at, which comes from the store and not from what was read. */
export interface FoldedStream<State> {
  readonly state: State;
  readonly streamVersion: number;
  /** When the last of these events was recorded; `undefined` for none. */
  readonly lastRecordedAt: string | undefined;
  /** Of the last of these events; `undefined` for none. */
  readonly lastEventId: EventId | undefined;
  /** Stream version of the snapshot that the fold began at; 0 without one. */
  readonly snapshotVersion: number;
}

/** A state that was folded before, and the event that it ends with. */
export interface FoldStart<State> {
  readonly state: State;
  readonly streamVersion: number;
  readonly eventId: EventId;
  readonly snapshotVersion: number;
}

/** @returns whether the stored event belongs to what is asked for; the first one that does not ends the fold. */
export type Until = (stored: StoredEvent) => boolean;

export interface FoldOptions {
  readonly until?: Until | undefined;
  /** The most events that the stream may have. */
  readonly longest?: number | undefined;
}

/**
 * Folds a stream from its beginning, page by page, to its end or up to the first event that `until` refuses.
 * @throws StoredEventError for an event that cannot be read, or that the aggregate has no handler for
 * @throws StreamTooLongError
 */
export function foldStream<State>(
  source: StreamSource,
  behaviour: Behaviour<State>,
  options: FoldOptions = {},
): Promise<FoldedStream<State>> {
  const state = behaviour.initial();
  return fold(
    { source, behaviour, options },
    { state, lastRecordedAt: undefined, lastEventId: undefined, snapshotVersion: 0 },
  );
}

/**
 * As `foldStream`, from a state on that was folded before. Its last event is read again.
 * @returns `undefined` when that is another one by now, or not among those that are asked for
 */
export async function foldFrom<State>(
  source: StreamSource,
  behaviour: Behaviour<State>,
  { state, streamVersion, eventId, snapshotVersion }: FoldStart<State>,
  options: FoldOptions = {},
): Promise<FoldedStream<State> | undefined> {
  const page = await readPage(source, streamVersion - 1);
  const [last, ...events] = page.events;
  if (last?.eventId !== eventId || options.until?.(last) === false) return undefined;
  const start = { state, lastRecordedAt: last.recordedAt, lastEventId: eventId, snapshotVersion };
  return fold({ source, behaviour, options }, start, { ...page, events });
}

interface Folding<State> {
  readonly source: StreamSource;
  readonly behaviour: Behaviour<State>;
  readonly options: FoldOptions;
}

async function fold<State>(
  { source, behaviour: { evolve }, options: { until, longest } }: Folding<State>,
  { snapshotVersion, ...start }: Omit<FoldedStream<State>, 'streamVersion'>,
  firstPage?: StreamPage,
): Promise<FoldedStream<State>> {
  let { state, lastRecordedAt, lastEventId } = start;
  const at = (streamVersion: number): FoldedStream<State> => ({
    state,
    streamVersion,
    lastRecordedAt,
    lastEventId,
    snapshotVersion,
  });
  // Most streams are one page, for which an iterator of pages would cost as much as several events.
  let page = firstPage ?? (await readPage(source, 0));
  if (longest !== undefined && page.streamVersion > longest) {
    throw new StreamTooLongError(source.streamName, page.streamVersion, longest);
  }
  for (;;) {
    for (const stored of page.events) {
      if (until !== undefined && !until(stored)) return at(stored.position);
      const read = source.codec.decodeMessage(stored, source.id);
      if (read instanceof Parts) for (const part of read.events) state = step(evolve, state, part, stored);
      else if (read !== undefined) state = step(evolve, state, read, stored);
      lastRecordedAt = stored.recordedAt;
      lastEventId = stored.eventId;
    }
    if (page.end) return at(page.streamVersion);
    page = await readPage(source, page.scannedTo);
  }
}

/** The state after one event. @throws UnknownEventTypeError for an event that the aggregate has no handler for */
export function step<State>(
  evolve: Behaviour<State>['evolve'],
  state: State,
  event: Message,
  stored: StoredEvent,
): State {
  const handler = evolve.get(event.type);
  if (handler === undefined) throw new UnknownEventTypeError(stored);
  return handler(state, event);
}
