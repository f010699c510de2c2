import type { Abort } from './abort.js';
import type { EventId, StreamName } from '../message/identifiers.js';
import type { OutcomeRecord } from './outcome.js';
import type { NewStoredEvent } from './stored-event.js';

/** The condition of an append. `streamVersion` is the number of stored events, 0 for none. */
export type ExpectedVersion = 'any' | 'no-stream' | 'stream-exists' | { readonly streamVersion: number };

/** One atomic batch for one stream. An empty batch stores nothing and still checks `expected`. */
export interface AppendRequest {
  readonly streamName: StreamName;
  readonly expected: ExpectedVersion;
  readonly events: readonly NewStoredEvent[];
  /**
   * Recorded in the same commit, and only if the append succeeds; then a record stands under its key. If the key is
   * taken the append is refused with `OutcomeKeyTakenError`, unless the whole batch is a replay of the same command.
   */
  readonly outcome?: OutcomeRecord;
}

export interface Appended {
  readonly kind: 'appended';
  /** Position of the batch's first event; the stream version for an empty batch. */
  readonly firstPosition: number;
  /** Stream version after the batch; for a replay, as it was then. */
  readonly streamVersion: number;
  readonly eventIds: readonly EventId[];
  readonly recordedAt: string;
  /** True when exactly this batch had been stored before: no event was written now. */
  readonly deduplicated: boolean;
}

/** The condition did not hold. An answer, not an exception. */
export interface Conflict {
  readonly kind: 'conflict';
  /** The actual one. */
  readonly streamVersion: number;
}

export type AppendResult = Appended | Conflict;

export interface WriteOptions {
  /** Aborted before anything is sent: nothing is stored. Afterwards the outcome is resolved or reported unknown, never «failed». */
  readonly signal?: Abort;
}
