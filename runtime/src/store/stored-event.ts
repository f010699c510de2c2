import type { EventId, StreamName } from '../message/identifiers.js';

/** An event as a store takes it. `data` and `metadata` are exact JSON text: what goes in comes out, byte for byte. */
export interface NewStoredEvent {
  readonly eventId: EventId;
  /** `<context>.<Event>` as it shall lie in the log. */
  readonly type: string;
  /** 0 for an event that was written without one, elsewhere; it is read under an alias that says what stands for it. */
  readonly schemaVersion: number;
  readonly data: string;
  readonly metadata: string;
}

/** An event as it lies in its stream. Not readable as an event before a registry has decoded it. */
export interface StoredEvent extends NewStoredEvent {
  readonly streamName: StreamName;
  /** Zero-based place in the stream. */
  readonly position: number;
  /** Server time, RFC 3339 in UTC; never decreasing within a stream. */
  readonly recordedAt: string;
}

/** A stored event with its place in the whole store's order. */
export interface LoggedStoredEvent extends StoredEvent {
  readonly logPosition: LogPosition;
}

declare const logPosition: unique symbol;

/**
 * A place in a store's total order: opaque, no arithmetic. Compare with the store's `compareLogPositions`,
 * keep it with `serializeLogPosition`.
 */
export interface LogPosition {
  readonly [logPosition]: true;
}
