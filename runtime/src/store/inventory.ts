import type { EventId, StreamName } from '../message/identifiers.js';
import type { Lease } from './lease.js';
import type { ParkedEvent } from './parked-event.js';
import type { StreamState } from './read.js';
import type { Checkpoint, Snapshot } from './unit.js';
import type { ViewGeneration } from './view.js';

/** Something that may be a tenant's, where the store is asked as it was opened. */
export type Owned<T> = T & {
  /** Left out for nobody's, and on a tenant's handle. */
  readonly tenant?: string;
};

/** A stream without its events. */
export interface StreamSummary {
  readonly streamName: StreamName;
  readonly streamVersion: number;
  readonly state: StreamState;
  /** Events at positions before this one lie in the archive. */
  readonly archivedBefore: number;
  /** When its first event was recorded; `undefined` for a stream that was deleted before it had any. */
  readonly firstRecordedAt: string | undefined;
  readonly lastRecordedAt: string | undefined;
}

export interface ListStreamsOptions {
  readonly category?: string;
  /** What names begin with, compared character by character. */
  readonly prefix?: string;
  /** Begins behind this stream, which need not be there. */
  readonly after?: Owned<Pick<StreamSummary, 'streamName'>>;
  /** At least 1; 1,000 when left out. */
  readonly limit?: number;
}

/** Where an event lies. */
export interface FoundEvent {
  readonly streamName: StreamName;
  readonly position: number;
}

/** A snapshot without its data. */
export interface SnapshotSummary extends Omit<Snapshot, 'data'> {
  /** Of its data, in UTF-8. */
  readonly bytes: number;
}

export interface ListSnapshotsOptions {
  readonly streamName?: StreamName;
  /** Begins behind this snapshot, which need not be there. */
  readonly after?: Owned<Pick<SnapshotSummary, 'streamName' | 'stateHash'>>;
  /** At least 1; 1,000 when left out. */
  readonly limit?: number;
}

/** How much a processor has put aside. */
export interface ParkedCount extends Pick<ParkedEvent, 'processor'> {
  readonly events: number;
  readonly streams: number;
}

/**
 * What a store holds, for those who look after it; programs ask for what they know the name of. A tenant's handle tells its
 * own, the store as it was opened everybody's, and whose they are: nobody's first, then by tenant. Names are in the order of
 * their code points. Nothing is promised about how long it takes.
 * @throws InvalidStoreArgumentError
 */
export interface Inventory {
  /** By name, those that were deleted included. */
  streams(options?: ListStreamsOptions): Promise<readonly Owned<StreamSummary>[]>;
  /** `undefined` when no event of this id may be seen; one of a deleted stream may. */
  event(eventId: EventId): Promise<Owned<FoundEvent> | undefined>;
  /** By name. */
  checkpoints(): Promise<readonly Owned<Checkpoint>[]>;
  /** By name, those that have expired or were released included. */
  leases(): Promise<readonly Owned<Lease>[]>;
  /** By stream, then by hash. */
  snapshots(options?: ListSnapshotsOptions): Promise<readonly Owned<SnapshotSummary>[]>;
  /** By processor. `tenant` says whose processor it is. */
  parked(): Promise<readonly Owned<ParkedCount>[]>;
  /** All generations of all views, by name, the serving one first. They belong to the store, whoever asks. */
  views(): Promise<readonly ViewGeneration[]>;
}

/** A store that can tell what it holds. */
export interface Inspectable {
  readonly inventory: Inventory;
}
