import type { EventId, StreamName } from '../message/identifiers.js';

/** What of an event is stored as it came: `data` and `metadata` are exact JSON text, which comes out byte for byte. */
export interface EventText {
  readonly eventId: EventId;
  /** `<context>.<Event>` as it shall lie in the log. */
  readonly type: string;
  /** 0 for an event that was written without one, elsewhere; it is read under an alias that says what stands for it. */
  readonly schemaVersion: number;
  readonly data: string;
  readonly metadata: string;
}

/** An event as a store takes it. */
export interface NewStoredEvent extends EventText {
  /**
   * Fingerprint of the shape that the data has. The first one under a type and schema version stands for good, so that no
   * shape changes unseen; events without one are not looked at.
   */
  readonly shapeHash?: string | undefined;
  /** The shape is not released yet: durable stores refuse it unless they were told to allow drafts. */
  readonly draft?: boolean | undefined;
}

/** An event as it lies in its stream. Not readable as an event before a registry has decoded it. */
export interface StoredEvent extends EventText {
  readonly streamName: StreamName;
  /** Zero-based place in the stream. */
  readonly position: number;
  /** Server time, RFC 3339 in UTC; never decreasing within a stream. */
  readonly recordedAt: string;
}

/** A stored event with its place in the whole store's order. */
export interface LoggedStoredEvent extends StoredEvent {
  readonly logPosition: LogPosition;
  /** Whose event it is; left out for events of no tenant, and on a tenant's handle. */
  readonly tenant?: string;
}

declare const logPosition: unique symbol;

/**
 * A place in a store's total order: opaque, no arithmetic. Compare with the store's `compareLogPositions`,
 * keep it with `serializeLogPosition`.
 */
export interface LogPosition {
  readonly [logPosition]: true;
}
