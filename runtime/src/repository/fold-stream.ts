import { Parts } from '../codec/become.js';
import type { Behaviour } from '../decider/behaviour.js';
import type { Message } from '../message/message.js';
import { UnknownEventTypeError } from '../errors/reading-errors.js';
import type { StoredEvent } from '../store/stored-event.js';
import { readPage, type StreamSource } from './read-pages.js';

/** A state and the stream version it stands at, which comes from the store and not from what was read. */
export interface FoldedStream<State> {
  readonly state: State;
  readonly streamVersion: number;
  /** When the last of these events was recorded; `undefined` for none. */
  readonly lastRecordedAt: string | undefined;
}

/** @returns whether the stored event belongs to what is asked for; the first one that does not ends the fold. */
export type Until = (stored: StoredEvent) => boolean;

/**
 * Folds a stream from its beginning, page by page, to its end or up to the first event that `until` refuses.
 * @throws StoredEventError for an event that cannot be read, or that the aggregate has no handler for
 */
export async function foldStream<State>(
  source: StreamSource,
  { initial, evolve }: Behaviour<State>,
  until?: Until,
): Promise<FoldedStream<State>> {
  let state = initial();
  let lastRecordedAt: string | undefined;
  // Most streams are one page, for which an iterator of pages would cost as much as several events.
  for (let from = 0; ;) {
    const page = await readPage(source, from);
    for (const stored of page.events) {
      if (until !== undefined && !until(stored)) return { state, streamVersion: stored.position, lastRecordedAt };
      const read = source.codec.decodeMessage(stored, source.id);
      if (read instanceof Parts) for (const part of read.events) state = step(evolve, state, part, stored);
      else if (read !== undefined) state = step(evolve, state, read, stored);
      lastRecordedAt = stored.recordedAt;
    }
    if (page.end) return { state, streamVersion: page.streamVersion, lastRecordedAt };
    from = page.scannedTo;
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
