import type { Lease } from './lease.js';
import type { Parking } from './parked-event.js';
import type { EventId, StreamName } from '../message/identifiers.js';
import type { AppendRequest, AppendResult, WriteOptions } from './append.js';
import type { OutcomeReader, OutcomeWriter } from './outcome.js';
import type { ViewWriting } from './view.js';

/**
 * A document of plain state, JSON text. `revision` counts the writes to its key from 1, deletions included, and goes on
 * when the key is used again: a revision never means two different contents.
 */
export interface StateDocument {
  readonly collection: string;
  readonly key: string;
  readonly revision: number;
  readonly data: string;
}

export interface StateDocumentReader {
  findDocument(collection: string, key: string): Promise<StateDocument | undefined>;
}

/** `written`: the revision now. `conflict`: the actual one, 0 when there is no document. */
export type DocumentResult =
  { readonly kind: 'written'; readonly revision: number } | { readonly kind: 'conflict'; readonly revision: number };

/** A message that must leave the store once the commit stands. Delivered at least once, in order per `orderKey`. */
export interface OutboxMessage {
  readonly messageId: string;
  readonly topic: string;
  readonly orderKey: string;
  readonly payload: string;
}

/** A message as it waits. */
export interface WaitingMessage extends OutboxMessage {
  /** Whose it is; left out for messages of no tenant, and on a tenant's handle. */
  readonly tenant?: string;
}

/** Message ids are each tenant's own. A bare id is one of the handle that is asked. */
export type SentMessage = string | Pick<WaitingMessage, 'messageId' | 'tenant'>;

export interface OutboxReader {
  /** Oldest first; those of all tenants, where the store is asked as it was opened. */
  readOutbox(limit: number): Promise<readonly WaitingMessage[]>;
  /** Messages as they were read, or their ids. No error for those that are not there. */
  removeFromOutbox(messages: readonly SentMessage[]): Promise<void>;
}

/** How far a reader has come: checked on start against the log's identity and the event at that position. */
export interface Checkpoint {
  readonly name: string;
  readonly logId: string;
  /** Serialised log position. */
  readonly logPosition: string;
  readonly eventId: EventId;
  /** Fencing epoch of the owner that wrote it; a smaller one than stored is refused. */
  readonly epoch: number;
}

export interface CheckpointReader {
  findCheckpoint(name: string): Promise<Checkpoint | undefined>;
}

/** Folded state at a stream version; always disposable. */
export interface Snapshot {
  readonly streamName: StreamName;
  /** Hash of state shape, steps and revision. */
  readonly stateHash: string;
  readonly streamVersion: number;
  /** Id of the event at `streamVersion`, so that a snapshot of another history is noticed. */
  readonly eventId: EventId;
  readonly data: string;
}

export interface SnapshotReader {
  findSnapshot(streamName: StreamName, stateHash: string): Promise<Snapshot | undefined>;
}

/**
 * Everything that can share one commit. A conflict or an error inside poisons the unit: later calls and the commit are
 * refused with `UnitPoisonedError`, and nothing of the unit is stored. Reads see the unit's own writes.
 */
export interface Unit
  extends OutcomeReader, OutcomeWriter, StateDocumentReader, CheckpointReader, SnapshotReader, Parking, ViewWriting {
  append(request: AppendRequest): Promise<AppendResult>;
  /** Nobody else writes a document that was found before the unit has ended. */
  findDocument(collection: string, key: string): Promise<StateDocument | undefined>;
  /** `expectedRevision` 0 means: must not exist yet. */
  putDocument(document: Omit<StateDocument, 'revision'>, expectedRevision: number): Promise<DocumentResult>;
  deleteDocument(collection: string, key: string, expectedRevision: number): Promise<DocumentResult>;
  /** @throws DuplicateMessageIdError when a message with this id still waits. */
  enqueue(message: OutboxMessage): Promise<void>;
  /** @throws StaleEpochError when a newer owner has written. */
  saveCheckpoint(checkpoint: Checkpoint): Promise<void>;
  /**
   * For work that nobody does any more: from this commit on the checkpoint keeps nothing from being archived. Its epoch goes
   * with it, so whoever still holds the lease could save it again. No error when there is none.
   */
  deleteCheckpoint(name: string): Promise<void>;
  saveSnapshot(snapshot: Snapshot): Promise<void>;
  deleteSnapshots(streamName: StreamName): Promise<void>;
  /**
   * The unit is the work of a lease's owner: nobody acquires the lease before the unit has ended.
   * @throws LeaseLostError when somebody has already
   */
  holdLease(lease: Lease): Promise<void>;
}

export interface Transactional<U extends Unit = Unit> {
  /**
   * Runs `work` once and commits when it returns; rolls back when it throws or the unit is poisoned. Other writers wait
   * meanwhile, in PostgreSQL those that write the same streams: so `work` writes through its unit only. A write to the
   * store itself, awaited inside, could wait for ever. Units that wait for each other in PostgreSQL are told apart: all
   * but one fail with `StoreBusyError`.
   * @throws UnitPoisonedError, OutcomeUnknownError, StoreBusyError, OperationAbortedError, and whatever `work` throws
   */
  transact<T>(work: (unit: U) => Promise<T> | T, options?: WriteOptions): Promise<T>;
}
