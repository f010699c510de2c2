import type { AppendResult } from '../../store/append.js';
import type { Archiving } from '../../store/archive.js';
import type { AppendListeners } from '../../store/append-listeners.js';
import { assertExpected, assertStreamName, categoryOf, checkAppend, checkOutcome } from '../../store/check-append.js';
import { copyOutcome, copyRequest } from '../../store/copy-request.js';
import { createArchiving } from '../../store/create-archiving.js';
import type { EventWriter, Tombstoning } from '../../store/event-store.js';
import { checkLease, checkLeaseRequest } from '../../store/check-lease.js';
import type { Leasing } from '../../store/lease.js';
import type { OutcomeWriter } from '../../store/outcome.js';
import type { ShapeGuard } from '../../store/shape-guard.js';
import type { StoreGate } from '../../store/store-gate.js';
import { sentMessage, tenantSaid } from '../../store/tenant.js';
import type { OutboxReader, Transactional } from '../../store/unit.js';
import { appendResultOf, isFresh, wantedVersion } from './append-statement.js';
import { AppendWriting } from './append-writing.js';
import type { Rows } from './connections.js';
import type { SqlStatement } from './driver.js';
import { archiveInPostgres } from './archive-writing.js';
import type { LogOrder } from './log-order.js';
import { acquireLease, releaseLease, renewLease } from './lease-table.js';
import { storeErrorOf } from './postgres-errors.js';
import { type Asking, recordOutcome, removeFromOutbox } from './state-tables.js';
import type { SendAlone, SharedAppends } from './shared-appends.js';
import type { Writing } from './statement-runner.js';
import type { PostgresUnit } from './unit-sql.js';
import type { UnitTransaction } from './unit-steps.js';
import { runUnit, type UnitSettings } from './units.js';

export interface StoreWriteSettings extends Omit<UnitSettings, 'committed'> {
  readonly gate: StoreGate;
  readonly listeners: Pick<AppendListeners, 'tell'>;
  readonly shapes: ShapeGuard;
  readonly order: LogOrder;
  readonly sharedAppends: SharedAppends;
  readonly tenant: string;
  /** Runs a write, which closing waits for. */
  readonly run: <T>(work: () => Promise<T>) => Promise<T>;
}

export type StoreWrites = EventWriter &
  OutcomeWriter &
  Tombstoning &
  Archiving &
  Omit<Leasing, 'findLease'> &
  Pick<OutboxReader, 'removeFromOutbox'> &
  Transactional<PostgresUnit>;

export function createStoreWrites(settings: StoreWriteSettings): StoreWrites {
  const { gate, runner, run, schema, tenant, patience } = settings;
  const units: UnitSettings = { ...settings, committed: (transaction) => tellOfUnit(settings, transaction) };
  return {
    async append(request, options) {
      gate.enter(options);
      checkAppend(request, tenant);
      const copy = copyRequest(request);
      const fresh = settings.judgeShapes(copy);
      const writing = new AppendWriting(settings, copy, fresh);
      const signal = options?.signal;
      const alone: SendAlone = (unsure) => runner.write(writing, signal, unsure);
      const result = await run(() => settings.sharedAppends.append(writing, alone, signal));
      if (isFresh(result) && copy.events.length > 0) {
        settings.shapes.note(fresh);
        settings.shapes.end(true);
        settings.listeners.tell(copy.streamName, tenantSaid(tenant).tenant);
      }
      return result;
    },
    async recordOutcome(record) {
      gate.enter();
      checkOutcome(record, tenant);
      const { statement, answer } = recordOutcome(settings, copyOutcome(record));
      return run(() => runner.write(plainWriting(settings, statement, answer)));
    },
    async deleteStream(streamName, expected) {
      gate.enter();
      assertStreamName(streamName);
      assertExpected(expected);
      const text = `SELECT verdict, version_now, version_now, at FROM ${schema}.close_stream_v2($1, $2, $3, $4, $5)`;
      const parameters = [tenant, streamName, categoryOf(streamName), wantedVersion(expected), String(patience)];
      const answer = (rows: Rows): AppendResult => appendResultOf(rows, { streamName, expected, events: [] });
      return run(() => runner.write(announcingWriting(settings, { text, parameters }, answer)));
    },
    async removeFromOutbox(messages) {
      gate.enter();
      const sent = messages.map((message) => sentMessage(message, tenant));
      const statement = removeFromOutbox(settings, sent);
      await run(() => runner.write(plainWriting(settings, statement, () => true)));
    },
    ...createArchiving(gate, (request) => run(() => archiveInPostgres(settings, request))),
    ...createLeasing(settings),
    async transact(work, options) {
      gate.enter(options);
      return run(() => runUnit(units, work, options));
    },
  };
}

/** Asked for twice by the same owner a lease is acquired anew, so that a lost answer does no harm. */
function createLeasing(settings: StoreWriteSettings): Omit<Leasing, 'findLease'> {
  const { gate, runner, run, patience } = settings;
  // An answer may well be `undefined`: nobody else's.
  const write = async <T>({ statement, answer }: Asking<T>, writing = plainWriting): Promise<T> => {
    const [found] = await run(() => runner.write(writing(settings, statement, (rows): readonly [T] => [answer(rows)])));
    return found;
  };
  return {
    async acquireLease({ name, owner, milliseconds }) {
      gate.enter();
      checkLeaseRequest({ name, owner, milliseconds });
      return write(acquireLease(settings, { name, owner, milliseconds }, patience), announcingWriting);
    },
    async renewLease(lease, milliseconds) {
      gate.enter();
      checkLease(lease);
      checkLeaseRequest({ name: lease.name, owner: lease.owner, milliseconds });
      return write(renewLease(settings, lease, milliseconds));
    },
    async releaseLease(lease) {
      gate.enter();
      checkLease(lease);
      await write({ statement: releaseLease(settings, lease), answer: () => true });
    },
  };
}

/** A write that may be done twice without harm. */
export function plainWriting<T>(
  { place, patience }: Pick<StoreWriteSettings, 'place' | 'patience'>,
  statement: SqlStatement,
  answer: (rows: Rows) => T,
): Writing<T> {
  return {
    statement: () => statement,
    settle: answer,
    announces: false,
    fail: (error) => ({ error: storeErrorOf(error, place, patience), final: false }),
  };
}

/** The same, by a function that tells the policies itself whose it is. */
function announcingWriting<T>(
  settings: Pick<StoreWriteSettings, 'place' | 'patience'>,
  statement: SqlStatement,
  answer: (rows: Rows) => T,
): Writing<T> {
  return { ...plainWriting(settings, statement, answer), announces: true };
}

function tellOfUnit({ shapes, listeners, tenant }: StoreWriteSettings, transaction: UnitTransaction): void {
  shapes.note(transaction.shapes);
  shapes.end(true);
  for (const streamName of transaction.appended) listeners.tell(streamName, tenantSaid(tenant).tenant);
  if (transaction.enqueued) listeners.tell(undefined);
}
