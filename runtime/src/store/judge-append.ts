import { DuplicateEventIdError, PartialDuplicateError, StreamClosedError } from '../errors/store-errors.js';
import type { EventId, StreamName } from '../message/identifiers.js';
import type { AppendRequest, Conflict, ExpectedVersion } from './append.js';
import type { NewStoredEvent } from './stored-event.js';

/** What an append must know of the store, as of one moment. */
export interface AppendView {
  readonly streamVersion: number;
  readonly closed: boolean;
  readonly archived: boolean;
  /** Id of the event at a position of the request's stream; `undefined` beyond its end. */
  eventIdAt(position: number): EventId | undefined;
  /** Where an event id lies, in whatever stream; `elsewhere` for those of other tenants. */
  placeOf(eventId: EventId): EventPlace | 'elsewhere' | undefined;
}

export interface EventPlace {
  readonly streamName: StreamName;
  readonly position: number;
}

export type AppendVerdict =
  { readonly kind: 'append' } | { readonly kind: 'replay'; readonly firstPosition: number } | Conflict;

const append: AppendVerdict = { kind: 'append' };

/**
 * The one decision table of an append, shared by the stores. In this order: a closed stream refuses everything; a batch
 * that lies in the stream already, exactly and in order, is a replay even under a stale condition; a condition that does
 * not hold is a conflict; ids that lie elsewhere are refused.
 * @throws StreamClosedError, DuplicateEventIdError, PartialDuplicateError
 */
export function judgeAppend(request: AppendRequest, view: AppendView): AppendVerdict {
  const { streamName, expected, events } = request;
  if (view.closed) throw new StreamClosedError(streamName, view.archived ? 'archived' : 'deleted');
  const first = events[0];
  const required = requiredVersion(request, view.streamVersion);
  if (first === undefined) return required === view.streamVersion ? append : conflict(view);
  if (required > view.streamVersion) return conflict(view);
  if (required < view.streamVersion) return judgeReplay(request, required, view);
  if (typeof expected === 'object' || expected === 'no-stream') {
    for (const { eventId } of events) refuseKnown(eventId, streamName, view);
    return append;
  }
  return judgeUnconditional(request, first, view);
}

/** Whether a stream that was not deleted yet may be, which only its version decides. */
export function judgeDeletion(streamName: StreamName, expected: ExpectedVersion, streamVersion: number): AppendVerdict {
  const required = requiredVersion({ streamName, expected, events: [] }, streamVersion);
  return required === streamVersion ? append : { kind: 'conflict', streamVersion };
}

/** The version at which the batch wants to begin; beyond any real one when the stream had to exist and does not. */
function requiredVersion({ expected }: AppendRequest, streamVersion: number): number {
  if (typeof expected === 'object') return expected.streamVersion;
  if (expected === 'no-stream') return 0;
  return expected === 'stream-exists' && streamVersion === 0 ? Infinity : streamVersion;
}

function judgeUnconditional(request: AppendRequest, first: NewStoredEvent, view: AppendView): AppendVerdict {
  const place = view.placeOf(first.eventId);
  if (place !== 'elsewhere' && place?.streamName === request.streamName)
    return judgeReplay(request, place.position, view);
  for (const { eventId } of request.events) refuseKnown(eventId, request.streamName, view);
  return append;
}

function judgeReplay({ streamName, events }: AppendRequest, firstPosition: number, view: AppendView): AppendVerdict {
  const stored = events.findIndex(({ eventId }, index) => view.eventIdAt(firstPosition + index) !== eventId);
  if (stored === -1) return { kind: 'replay', firstPosition };
  if (stored === 0) return conflict(view);
  throw new PartialDuplicateError(streamName, stored, events.length);
}

function refuseKnown(eventId: EventId, streamName: StreamName, view: AppendView): void {
  const place = view.placeOf(eventId);
  if (place !== undefined) throw new DuplicateEventIdError(eventId, streamName, place);
}

function conflict({ streamVersion }: AppendView): Conflict {
  return { kind: 'conflict', streamVersion };
}
