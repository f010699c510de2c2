import type { EventId, StreamName } from '../message/identifiers.js';

/** An event that a processor could not handle and put aside, so that it could go on with others. */
export interface ParkedEvent {
  readonly processor: string;
  readonly eventId: EventId;
  /** Whose stream it lies in; left out for those of no tenant, and on a tenant's handle. */
  readonly tenant?: string;
  readonly streamName: StreamName;
  readonly position: number;
  /** Serialised. */
  readonly logPosition: string;
  /** What went wrong, for people. */
  readonly reason: string;
}

export interface ReadParkedOptions {
  /** Of all streams when left out. */
  readonly streamName?: StreamName;
  /** Whose stream that is. */
  readonly tenant?: string;
  /** At least 1; 1,000 when left out. */
  readonly limit?: number;
}

export interface ParkedReader {
  /** In the order in which they were parked, so that those of one stream can be handled again in theirs. */
  readParked(processor: string, options?: ReadParkedOptions): Promise<readonly ParkedEvent[]>;
}

/** Within a unit, so that putting aside and going on are one step. */
export interface Parking extends ParkedReader {
  /** Parked once more it keeps its place and gets the new reason. */
  park(event: ParkedEvent): Promise<void>;
  /** Takes events out that were handled after all, or are given up. No error for those that are not there. */
  unpark(processor: string, eventIds: readonly EventId[]): Promise<void>;
}
