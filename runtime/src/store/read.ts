import type { Abort } from './abort.js';
import type { EventId, StreamName } from '../message/identifiers.js';
import type { LoggedStoredEvent, LogPosition, StoredEvent } from './stored-event.js';

/**
 * Whether a read goes into the archive, too. By default it does, so that every reader sees the whole history; one that leaves
 * it out sees what lies outside.
 */
export type Archived = 'include' | 'exclude';

export interface ReadStreamOptions {
  /** First position to read, inclusive. Default: the first forwards, the last backwards. */
  readonly from?: number;
  readonly direction?: 'forwards' | 'backwards';
  /** Stored events a page may hold, at least 1. Default 1,000. Whether there are more is said by `end`. */
  readonly limit?: number;
  /** Default `include`. Left out, a stream begins at its page's `archivedBefore`. */
  readonly archived?: Archived;
  readonly signal?: Abort;
}

export interface StreamPage {
  readonly events: readonly StoredEvent[];
  /** Where the next page begins in the same direction. */
  readonly scannedTo: number;
  /** True when the stream held nothing further in this direction. */
  readonly end: boolean;
  /** Stream version at the time of this read, from the store and never from what was read. */
  readonly streamVersion: number;
  /** Events at positions before this one lie in the archive; 0 when none does. */
  readonly archivedBefore: number;
  readonly state: StreamState;
}

/**
 * `closed`: deleted softly; its events can still be read by name, appends are refused, the log hides them. `archived`: appends
 * are refused until it is restored, its events lie in the archive.
 */
export type StreamState = 'absent' | 'open' | 'closed' | 'archived';

export interface ReadLogOptions {
  /** Exclusive; from the beginning when left out. */
  readonly after?: LogPosition;
  /** Stored events a page may scan, at least 1. Default 1,000. */
  readonly limit?: number;
  readonly filter?: LogFilter;
  /** Default `include`. Archived events that are left out are moved over like hidden ones. */
  readonly archived?: Archived;
  readonly signal?: Abort;
}

/** Every condition given must hold; an empty list lets nothing through. Types are stored names: expand aliases before asking. */
export interface LogFilter {
  readonly categories?: readonly string[];
  readonly types?: readonly string[];
}

export interface LogPage {
  readonly events: readonly LoggedStoredEvent[];
  /** How far was scanned, events included that are hidden, filtered or left out; `undefined` while the log is empty. */
  readonly scannedTo: LogPosition | undefined;
  /** True when nothing lay behind `scannedTo` at the time of this read. */
  readonly end: boolean;
}

export interface StreamReader {
  readStream(streamName: StreamName, options?: ReadStreamOptions): Promise<StreamPage>;
}

export interface LogReader {
  /** Identity of this log, made once. A checkpoint of another log is refused. */
  logId(): Promise<string>;
  readLog(options?: ReadLogOptions): Promise<LogPage>;
  /** Place of the newest committed event, hidden ones included: a reader that has scanned everything stands here. `undefined` for an empty log. */
  head(): Promise<LogPosition | undefined>;
  /** Id of the event at that place, hidden or not, for writing and checking checkpoints; `undefined` when nothing lies there. */
  eventIdAt(position: LogPosition): Promise<EventId | undefined>;
  positionOf(streamName: StreamName, position: number): Promise<LogPosition | undefined>;
  compareLogPositions(a: LogPosition, b: LogPosition): number;
  serializeLogPosition(position: LogPosition): string;
  /** @throws InvalidLogPositionError for text this store never wrote. */
  parseLogPosition(text: string): LogPosition;
}
