import type { StreamName } from '../message/identifiers.js';
import type { Archiving } from './archive.js';
import type { AppendRequest, AppendResult, ExpectedVersion, WriteOptions } from './append.js';
import type { Inspectable } from './inventory.js';
import type { OutcomeReader, OutcomeWriter } from './outcome.js';
import type { Leasing } from './lease.js';
import type { ParkedReader } from './parked-event.js';
import type { LogReader, StreamReader } from './read.js';
import type { Views } from './view.js';
import type {
  CheckpointReader,
  OutboxReader,
  SnapshotReader,
  StateDocumentReader,
  Transactional,
  Unit,
} from './unit.js';

/** What a store can do beyond appending and reading. Said as data for tests and for messages; said as types for programs. */
export interface StoreCapabilities {
  /** Several appends and everything of `Unit` in one commit. */
  readonly transact: boolean;
  /** Outcome records that outlive the process. */
  readonly durableOutcomes: boolean;
  readonly tombstones: boolean;
  /** Streams, or their older events, can be moved to an archive. */
  readonly archive: boolean;
  /** `expected: 'stream-exists'`. */
  readonly streamExists: boolean;
  /** Handlers that run within the append's commit. */
  readonly inlineWork: boolean;
  /** Tells listeners of its own process about appends. */
  readonly push: boolean;
  /** Handles of tenants. */
  readonly tenants: boolean;
  /** Tables of what was made of events, and writing them in a unit. */
  readonly views: boolean;
  /** Tells what it holds; left out: it does not. */
  readonly inventory?: boolean;
  /** `false` where nothing can be read beside an open unit, since there is but one connection. */
  readonly sideReads?: false;
  /** `false` where what has a shape that is not released is refused: events by the store, states by whoever writes them. */
  readonly drafts?: false;
}

export interface EventWriter {
  /**
   * Appends one batch or nothing. The condition is checked in the same step that inserts.
   * @throws StoreBusyError retry later, nothing stored
   * @throws StreamClosedError the stream was deleted or archived
   * @throws DuplicateEventIdError an id already lies elsewhere, or occurs twice in the batch
   * @throws PartialDuplicateError a leading part of the batch was stored before, the rest was not
   * @throws OutcomeKeyTakenError another outcome stands under the request's key
   * @throws OutcomeUnknownError it cannot be told whether the batch was stored
   * @throws InvalidStoreArgumentError something in the request can never be stored
   * @throws DraftShapeError an event's shape is not released, and the store does not take drafts
   * @throws ShapeDriftedError events of another shape lie there under the same type and schema version
   * @throws OperationAbortedError aborted before anything was stored
   * @throws StoreClosedError `close()` was called
   */
  append(request: AppendRequest, options?: WriteOptions): Promise<AppendResult>;
}

export interface Tombstoning {
  /**
   * Closes the stream for good: hidden from the log, appends refused, its name never reused. A stream that never was can
   * be closed too, under an `expected` that allows it; so can one that is archived. Deleting twice is no error: the second answers `deduplicated`.
   */
  deleteStream(streamName: StreamName, expected: ExpectedVersion): Promise<AppendResult>;
}

export interface Pushing {
  /**
   * Best effort, after commit; polling stays the truth. Hears of this process's appends and of units that enqueued, and of others'
   * where the store can know of them. @returns a function that stops listening.
   */
  onAppend(listener: AppendListener): () => void;
}

/**
 * `undefined`: something may have been appended to any stream, by another process, or messages were enqueued. A store as it was opened hears of all
 * tenants' appends, and whose they are; a tenant's handle of its own.
 */
export type AppendListener = (streamName: StreamName | undefined, tenant?: string) => void;

/** A store whose events and state can be kept apart by tenant, in one log. */
export interface Tenancy<U extends Unit = Unit> {
  /**
   * The store as this tenant has it: whatever has a name in it is found under that name by nobody else. It shares the
   * store's connections and is closed with it; closed by itself it ends alone. What the log tells it are its own events,
   * at their places in the one log. Cheap: ask for it as often as you like.
   * @throws InvalidStoreArgumentError
   */
  forTenant(tenant: string): TenantStore<U>;
}

/** One tenant's handle of a store. Nothing leads from it to other tenants. */
export type TenantStore<U extends Unit = Unit> = Omit<FullEventStore<U>, keyof Tenancy> & {
  readonly tenant: string;
};

/** The least that a store must be. */
export interface EventStore extends EventWriter, StreamReader, LogReader {
  readonly capabilities: StoreCapabilities;
  /** Whose handle this is; left out for a store as it was opened. */
  readonly tenant?: string;
  close(): Promise<void>;
}

/** A store that can do everything; the memory and SQLite stores are such. */
export interface FullEventStore<U extends Unit = Unit>
  extends
    EventStore,
    OutcomeReader,
    OutcomeWriter,
    StateDocumentReader,
    OutboxReader,
    CheckpointReader,
    SnapshotReader,
    Leasing,
    ParkedReader,
    Transactional<U>,
    Tombstoning,
    Archiving,
    Pushing,
    Inspectable,
    Views,
    Tenancy<U> {}
