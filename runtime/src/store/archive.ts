import type { StreamName } from '../message/identifiers.js';
import type { Conflict, ExpectedVersion } from './append.js';
import type { StreamState } from './read.js';

/** Where a stream stands after a step of `Archiving`. */
export interface StreamStanding {
  readonly kind: 'done';
  readonly state: StreamState;
  readonly streamVersion: number;
  /** Events at positions before this one lie in the archive. */
  readonly archivedBefore: number;
  /** True when it stood like this before: nothing was moved now. */
  readonly deduplicated: boolean;
}

export type ArchiveResult = StreamStanding | Conflict;

export interface ArchiveOptions {
  /**
   * Checkpoints that may stand before events which are moved. All others must have passed them, so that no reader who leaves
   * the archive out misses what it has not read yet.
   */
  readonly ignoreCheckpoints?: readonly string[];
}

export interface TruncateOptions extends ArchiveOptions {
  /** The first position that stays where it is. */
  readonly before: number;
}

/**
 * The archive keeps what is seldom read away from what is read often. Archived events keep their ids, their positions and
 * their places in the log, and are read like all others unless a read leaves them out: nothing is ever lost by archiving.
 * Each step is whole or not done at all, and done again it changes nothing.
 */
export interface Archiving {
  /**
   * Closes the stream, until it is restored, and moves its events to the archive. A stream without events cannot be archived:
   * that is a conflict, whatever is expected. Archiving twice is no error.
   * @throws StreamClosedError the stream was deleted
   * @throws CheckpointsBehindError a checkpoint has not passed its last event
   */
  archiveStream(streamName: StreamName, expected: ExpectedVersion, options?: ArchiveOptions): Promise<ArchiveResult>;
  /**
   * Moves the events before a position to the archive; the stream stays as it is otherwise. A position beyond the stream's
   * end is a conflict.
   * @throws StreamClosedError, CheckpointsBehindError as `archiveStream`
   */
  truncateStream(streamName: StreamName, options: TruncateOptions): Promise<ArchiveResult>;
  /** Takes all of the stream's events out of the archive again, and opens it. @throws StreamClosedError the stream was deleted */
  restoreStream(streamName: StreamName): Promise<ArchiveResult>;
}
