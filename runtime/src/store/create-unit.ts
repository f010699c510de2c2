import type { EventId, StreamName } from '../message/identifiers.js';
import type { AppendRequest, AppendResult } from './append.js';
import { assertStreamName, checkAppend, checkOutcome, checkOutcomeKey } from './check-append.js';
import { checkCheckpoint, checkDocument, checkDocumentKey, checkMessage, checkSnapshot } from './check-unit.js';
import { checkLease } from './check-lease.js';
import { createViewWriting, type UnitViewWork } from './create-views.js';
import { checkParkedEvent, checkReadParked } from './check-parked-event.js';
import type { Lease } from './lease.js';
import type { ParkedEvent, ReadParkedOptions } from './parked-event.js';
import type { OutcomeKey, OutcomeRecord } from './outcome.js';
import { assertCount, assertStorableKey } from './storable-text.js';
import { sentMessage } from './tenant.js';
import type { Checkpoint, DocumentResult, OutboxMessage, Snapshot, StateDocument, Unit } from './unit.js';
import type { UnitSteps } from './unit-guard.js';

/** What a step of a unit answers: stores in this process at once, others when they have heard from their server. */
type Answer<T> = T | Promise<T>;

/** A unit's work in a store. Arguments were checked before. */
export interface UnitWork extends UnitViewWork {
  append(request: AppendRequest): Answer<AppendResult>;
  recordOutcome(record: OutcomeRecord): Answer<OutcomeRecord>;
  findOutcome(key: OutcomeKey): Answer<OutcomeRecord | undefined>;
  findDocument(collection: string, key: string): Answer<StateDocument | undefined>;
  /** `data` is `undefined` for a deletion. */
  writeDocument(document: DocumentWrite, expectedRevision: number): Answer<DocumentResult>;
  enqueue(message: OutboxMessage): Answer<void>;
  removeFromOutbox(messages: readonly ReturnType<typeof sentMessage>[]): Answer<void>;
  findCheckpoint(name: string): Answer<Checkpoint | undefined>;
  saveCheckpoint(checkpoint: Checkpoint): Answer<void>;
  deleteCheckpoint(name: string): Answer<void>;
  findSnapshot(streamName: StreamName, stateHash: string): Answer<Snapshot | undefined>;
  saveSnapshot(snapshot: Snapshot): Answer<void>;
  deleteSnapshots(streamName: StreamName): Answer<void>;
  /** Nobody acquires the lease from now on until the unit has ended. @throws LeaseLostError */
  holdLease(lease: Lease): Answer<void>;
  readParked(processor: string, options: ReadParkedOptions): Answer<readonly ParkedEvent[]>;
  park(event: ParkedEvent): Answer<void>;
  unpark(processor: string, eventIds: readonly EventId[]): Answer<void>;
}

/** Without appends, for a store that takes several of them in one step. */
export type WorkBesideAppends = Omit<UnitWork, 'append'>;

const checkName = (name: string): void => assertStorableKey('name', name);

export interface DocumentWrite {
  readonly collection: string;
  readonly key: string;
  readonly data: string | undefined;
}

/** The unit users get of a tenant's handle, or of the store as opened (empty): every step checked and guarded, in a store in this process done when the call returns. */
export function createUnit(steps: UnitSteps, work: UnitWork, tenant = ''): Unit {
  return {
    append: (request) =>
      steps.step(() => {
        checkAppend(request, tenant);
        return work.append(request);
      }),
    ...createUnitBesideAppends(steps, work, tenant),
  };
}

/** All of a unit but its appends. */
export function createUnitBesideAppends(steps: UnitSteps, work: WorkBesideAppends, tenant = ''): Omit<Unit, 'append'> {
  const { step } = steps;
  const checked =
    <Value, T>(check: (value: Value) => void, act: (value: Value) => Answer<T>) =>
    (value: Value): Promise<T> =>
      step(() => {
        check(value);
        return act(value);
      });
  return {
    recordOutcome: checked((record) => checkOutcome(record, tenant), work.recordOutcome),
    findOutcome: checked((key) => checkOutcomeKey(key, tenant), work.findOutcome),
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
    removeFromOutbox: (messages) =>
      step(() => work.removeFromOutbox(messages.map((message) => sentMessage(message, tenant)))),
    findCheckpoint: checked(checkName, (name) => work.findCheckpoint(name)),
    saveCheckpoint: checked(checkCheckpoint, work.saveCheckpoint),
    deleteCheckpoint: checked(checkName, (name) => work.deleteCheckpoint(name)),
    findSnapshot: (streamName, stateHash) =>
      step(() => {
        assertStreamName(streamName);
        assertStorableKey('stateHash', stateHash);
        return work.findSnapshot(streamName, stateHash);
      }),
    saveSnapshot: checked(checkSnapshot, work.saveSnapshot),
    deleteSnapshots: checked(assertStreamName, work.deleteSnapshots),
    holdLease: checked(checkLease, work.holdLease),
    readParked: (processor, options = {}) =>
      step(() => {
        checkReadParked(processor, options, tenant);
        return work.readParked(processor, options);
      }),
    park: checked((event) => checkParkedEvent(event, tenant), work.park),
    unpark: (processor, eventIds) =>
      step(() => {
        assertStorableKey('processor', processor);
        return work.unpark(processor, [...eventIds]);
      }),
    ...createViewWriting(steps, work, tenant),
  };
}
