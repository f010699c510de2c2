import type { EventMetadata, ItemAddedData } from '../workload.js';

/** A stored event with the columns that any event store needs. */
export interface RawRow {
  readonly position: number;
  readonly event_id: string;
  readonly type: string;
  readonly schema_version: number;
  readonly data: string;
  readonly metadata: string;
  readonly recorded_at: string;
}

export interface RawEvent {
  readonly type: string;
  readonly data: ItemAddedData;
  readonly metadata: EventMetadata;
  readonly eventId: string;
  readonly position: number;
  readonly recordedAt: string;
  readonly schemaVersion: number;
}

/** What somebody would write by hand for one application, with the data as the only thing in mind. */
export interface RawStore {
  /** @returns the new stream version @throws Error unless the stream stands at `streamVersion` */
  append(stream: string, streamVersion: number, items: readonly ItemAddedData[]): Promise<number>;
  /** All rows of a stream in order, not parsed. */
  readRows(stream: string): Promise<readonly RawRow[]>;
  close(): Promise<void>;
}

/** A raw store with a log of all its events. */
export interface RawLogStore extends RawStore {
  /** Rows of the whole log after a place (exclusive), oldest first. */
  readLog(after: number, limit: number): Promise<readonly RawLogRow[]>;
}

export interface RawLogRow extends RawRow {
  readonly place: number;
  readonly stream: string;
}
