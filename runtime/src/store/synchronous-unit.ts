import type { EventId, StreamName } from '../message/identifiers.js';
import type { AppendRequest, AppendResult } from './append.js';
import { assertStreamName, checkAppend, checkOutcome, checkOutcomeKey } from './check-append.js';
import { checkCheckpoint, checkDocument, checkDocumentKey, checkMessage, checkSnapshot } from './check-unit.js';
import { checkLease, checkParkedEvent, checkReadParked } from './check-lease.js';
import { assertLast } from './judge-lease.js';
import type { Lease } from './lease.js';
import type { ParkedEvent, ReadParkedOptions } from './parked-event.js';
import type { OutcomeKey, OutcomeRecord } from './outcome.js';
import { assertCount, assertStorableKey } from './storable-text.js';
import type { Checkpoint, DocumentResult, OutboxMessage, Snapshot, StateDocument, Unit } from './unit.js';
import type { UnitGuard } from './unit-guard.js';

/** A unit's work in a store that answers at once. Arguments were checked before. */
export interface UnitWork {
  append(request: AppendRequest): AppendResult;
  recordOutcome(record: OutcomeRecord): OutcomeRecord;
  findOutcome(key: OutcomeKey): OutcomeRecord | undefined;
  findDocument(collection: string, key: string): StateDocument | undefined;
  /** `data` is `undefined` for a deletion. */
  writeDocument(document: DocumentWrite, expectedRevision: number): DocumentResult;
  enqueue(message: OutboxMessage): void;
  findCheckpoint(name: string): Checkpoint | undefined;
  saveCheckpoint(checkpoint: Checkpoint): void;
  findSnapshot(streamName: StreamName, stateHash: string): Snapshot | undefined;
  saveSnapshot(snapshot: Snapshot): void;
  deleteSnapshots(streamName: StreamName): void;
  findLease(name: string): Lease | undefined;
  readParked(processor: string, options: ReadParkedOptions): readonly ParkedEvent[];
  park(event: ParkedEvent): void;
  unpark(processor: string, eventIds: readonly EventId[]): void;
}

export interface DocumentWrite {
  readonly collection: string;
  readonly key: string;
  readonly data: string | undefined;
}

/** The unit users get: every step checked, guarded, and done when the call returns. */
export function createUnit({ step }: UnitGuard, work: UnitWork): Unit {
  const checked =
    <Value, Answer>(check: (value: Value) => void, act: (value: Value) => Answer) =>
    (value: Value): Promise<Answer> =>
      step(() => {
        check(value);
        return act(value);
      });
  return {
    append: checked(checkAppend, work.append),
    recordOutcome: checked(checkOutcome, work.recordOutcome),
    findOutcome: checked(checkOutcomeKey, work.findOutcome),
    findDocument: (collection, key) =>
      step(() => {
        checkDocumentKey(collection, key);
        return work.findDocument(collection, key);
      }),
    putDocument: ({ collection, key, data }, expected) =>
      step(() => {
        checkDocument({ collection, key, data }, expected);
        return work.writeDocument({ collection, key, data }, expected);
      }),
    deleteDocument: (collection, key, expected) =>
      step(() => {
        checkDocumentKey(collection, key);
        assertCount('expectedRevision', expected, 0);
        return work.writeDocument({ collection, key, data: undefined }, expected);
      }),
    enqueue: checked(checkMessage, work.enqueue),
    findCheckpoint: checked((name) => assertStorableKey('name', name), work.findCheckpoint),
    saveCheckpoint: checked(checkCheckpoint, work.saveCheckpoint),
    findSnapshot: (streamName, stateHash) =>
      step(() => {
        assertStreamName(streamName);
        assertStorableKey('stateHash', stateHash);
        return work.findSnapshot(streamName, stateHash);
      }),
    saveSnapshot: checked(checkSnapshot, work.saveSnapshot),
    deleteSnapshots: checked(assertStreamName, work.deleteSnapshots),
    // Whoever acquires it waits for this unit: writers take turns.
    holdLease: checked(checkLease, (lease) => assertLast(lease, work.findLease(lease.name))),
    readParked: (processor, options = {}) =>
      step(() => {
        checkReadParked(processor, options);
        return work.readParked(processor, options);
      }),
    park: checked(checkParkedEvent, work.park),
    unpark: (processor, eventIds) =>
      step(() => {
        assertStorableKey('processor', processor);
        return work.unpark(processor, [...eventIds]);
      }),
  };
}
