import type { AppendResult } from '../../store/append.js';
import type { Archiving } from '../../store/archive.js';
import { createArchiving } from '../../store/create-archiving.js';
import type { EventWriter, Tombstoning } from '../../store/event-store.js';
import { assertExpected, assertStreamName, checkAppend, checkOutcome } from '../../store/check-append.js';
import { copyOutcome, copyRequest } from '../../store/copy-request.js';
import { assertLast } from '../../store/judge-lease.js';
import type { Leasing } from '../../store/lease.js';
import { createLeasing } from '../../store/synchronous-leasing.js';
import type { OutcomeWriter } from '../../store/outcome.js';
import { refuseAborted } from '../../store/read-bounds.js';
import type { Clock } from '../../store/recording-clock.js';
import type { ShapeGuard } from '../../store/shape-guard.js';
import type { StoreGate } from '../../store/store-gate.js';
import { createUnit, type UnitWork } from '../../store/create-unit.js';
import type { OutboxReader, Transactional } from '../../store/unit.js';
import { createUnitGuard } from '../../store/unit-guard.js';
import { archiveInSqlite } from './archive-writes.js';
import type { CommittedAppends } from './committed-appends.js';
import { sentMessage } from '../../store/tenant.js';
import type { Scope } from './scope.js';
import { createEventWrites, type EventWrites } from './event-writes.js';
import { findLease, keepLease } from './lease-table.js';
import { parkEvent, readParked, unparkEvents } from './parked-table.js';
import { createOutcomeTable, type OutcomeTable } from './outcome-table.js';
import {
  deleteCheckpoint,
  deleteSnapshots,
  enqueueMessage,
  findCheckpoint,
  findDocument,
  findSnapshot,
  removeFromOutbox,
  saveCheckpoint,
  saveSnapshot,
  writeDocument,
} from './state-tables.js';
import type { StreamHeads } from './stream-heads.js';
import { createUnitSql, type SqliteUnit, type StatementCache } from './unit-sql.js';
import { dropView, findViewRows, findViews, serveView, writeViewRows } from './view-tables.js';
import type { Writer } from './writer.js';

export interface StoreWriteSettings extends Scope {
  readonly gate: StoreGate;
  readonly writer: Writer;
  /** Prepared statements of users' own. */
  readonly statements: StatementCache;
  readonly clock: Clock;
  readonly appends: CommittedAppends;
  readonly heads: StreamHeads;
  readonly shapes: ShapeGuard;
  readonly allowDrafts: boolean;
  readonly logId: string;
}

export type StoreWrites = EventWriter &
  OutcomeWriter &
  Tombstoning &
  Archiving &
  Omit<Leasing, 'findLease'> &
  Pick<OutboxReader, 'removeFromOutbox'> &
  Transactional<SqliteUnit>;

export function createStoreWrites(settings: StoreWriteSettings): StoreWrites {
  const { gate, writer, connection, tenant, clock } = settings;
  const events = createEventWrites(settings);
  const outcomes = createOutcomeTable(connection, clock);
  return {
    async append(request, options) {
      gate.enter(options);
      checkAppend(request, tenant);
      const copy = copyRequest(request);
      const work = { run: (again: boolean) => events.append(copy, again), atOnce: () => events.appendAtOnce(copy) };
      return writer.writeAtOnce<AppendResult>(work, options?.signal);
    },
    async recordOutcome(record) {
      gate.enter();
      checkOutcome(record, tenant);
      const copy = copyOutcome(record);
      return writer.write(() => outcomes.record(copy));
    },
    async deleteStream(streamName, expected) {
      gate.enter();
      assertStreamName(streamName);
      assertExpected(expected);
      return writer.write(() => events.deleteStream(streamName, expected));
    },
    ...createArchiving(gate, (asked) => writer.write(() => archiveInSqlite(settings, asked))),
    async removeFromOutbox(messages) {
      gate.enter();
      const sent = messages.map((message) => sentMessage(message, tenant));
      await writer.write(() => removeFromOutbox(settings, sent));
    },
    ...createLeasing({
      gate,
      clock,
      write: (work) => writer.write(work),
      find: (name) => findLease(settings, name),
      keep: (lease) => keepLease(settings, lease),
    }),
    async transact(work, options) {
      gate.enter(options);
      return writer.hold(async () => {
        const guard = createUnitGuard();
        try {
          const unit = createUnit(guard, unitWorkOf(settings, events, outcomes), tenant);
          const answer = await work({ ...unit, sql: createUnitSql(guard, settings.statements) });
          guard.end();
          refuseAborted(options?.signal);
          return answer;
        } finally {
          guard.abandon();
        }
      }, options?.signal);
    },
  };
}

function unitWorkOf(
  scope: Scope & Pick<StoreWriteSettings, 'appends'>,
  events: EventWrites,
  outcomes: OutcomeTable,
): UnitWork {
  return {
    append: (request) => events.append(request, true),
    recordOutcome: outcomes.record,
    findOutcome: outcomes.find,
    findDocument: (collection, key) => findDocument(scope, collection, key),
    writeDocument: (document, expected) => writeDocument(scope, document, expected),
    enqueue(message) {
      enqueueMessage(scope, message);
      scope.appends.noteMessage();
    },
    removeFromOutbox: (messages) => removeFromOutbox(scope, messages),
    findCheckpoint: (name) => findCheckpoint(scope, name),
    saveCheckpoint: (checkpoint) => saveCheckpoint(scope, checkpoint),
    deleteCheckpoint: (name) => deleteCheckpoint(scope, name),
    findSnapshot: (streamName, stateHash) => findSnapshot(scope, streamName, stateHash),
    saveSnapshot: (snapshot) => saveSnapshot(scope, snapshot),
    deleteSnapshots: (streamName) => deleteSnapshots(scope, streamName),
    // Whoever acquires it waits for this unit: writers take turns.
    holdLease: (lease) => assertLast(lease, findLease(scope, lease.name)),
    readParked: (processor, options) => readParked(scope, processor, options),
    park: (event) => parkEvent(scope, event),
    unpark: (processor, eventIds) => unparkEvents(scope, processor, eventIds),
    // Nobody else writes meanwhile.
    holdView: (name) => findViews(scope.connection, name),
    findRows: (view, places) => findViewRows(scope, view, places),
    writeRows: (view, changes) => writeViewRows(scope, view, changes),
    serveView: (view) => serveView(scope.connection, view),
    dropView: (name, hash) => dropView(scope.connection, name, hash),
  };
}
