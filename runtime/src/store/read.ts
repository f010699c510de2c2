import type { Abort } from './abort.js';
import type { EventId, StreamName } from '../message/identifiers.js';
import type { LoggedStoredEvent, LogPosition, StoredEvent } from './stored-event.js';

export interface ReadStreamOptions {
  /** First position to read, inclusive. Default: the first forwards, the last backwards. */
  readonly from?: number;
  readonly direction?: 'forwards' | 'backwards';
  /** Stored events a page may hold, at least 1. Default 1,000. Whether there are more is said by `end`. */
  readonly limit?: number;
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
  readonly state: StreamState;
}

/** `closed`: deleted softly; its events can still be read by name, appends are refused, the log hides them. */
export type StreamState = 'absent' | 'open' | 'closed';

export interface ReadLogOptions {
  /** Exclusive; from the beginning when left out. */
  readonly after?: LogPosition;
  /** Stored events a page may scan, at least 1. Default 1,000. */
  readonly limit?: number;
  readonly filter?: LogFilter;
  readonly signal?: Abort;
}

/** Every condition given must hold; an empty list lets nothing through. Types are stored names: expand aliases before asking. */
export interface LogFilter {
  readonly categories?: readonly string[];
  readonly types?: readonly string[];
}

export interface LogPage {
  readonly events: readonly LoggedStoredEvent[];
  /** How far was scanned, hidden and filtered events included; `undefined` while the log is empty. */
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
