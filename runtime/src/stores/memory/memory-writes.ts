import type { AppendRequest, AppendResult, WriteOptions } from '../../store/append.js';
import type { Archiving } from '../../store/archive.js';
import type { AppendListeners } from '../../store/append-listeners.js';
import { assertExpected, assertStreamName, checkAppend, checkOutcome } from '../../store/check-append.js';
import type { Leasing } from '../../store/lease.js';
import { copyOutcome, copyRequest } from '../../store/copy-request.js';
import type { EventWriter, Tombstoning } from '../../store/event-store.js';
import type { OutcomeWriter } from '../../store/outcome.js';
import { refuseAborted } from '../../store/read-bounds.js';
import type { StoreGate } from '../../store/store-gate.js';
import { createArchiving } from '../../store/create-archiving.js';
import { createUnit } from '../../store/create-unit.js';
import { createViews, type ViewWork } from '../../store/create-views.js';
import { createLeasing } from '../../store/synchronous-leasing.js';
import { sentMessage, tenantSaid } from '../../store/tenant.js';
import type { OutboxReader, Transactional, Unit } from '../../store/unit.js';
import { createUnitGuard } from '../../store/unit-guard.js';
import type { Views } from '../../store/view.js';
import type { WriteQueue } from '../../store/write-queue.js';
import { archiveInMemory } from './memory-archive.js';
import type { MemoryTables } from './memory-tables.js';
import { createMemoryUnitWork, removeMessages } from './memory-unit.js';

export interface MemoryWriteSettings {
  readonly tables: MemoryTables;
  readonly gate: StoreGate;
  readonly queue: WriteQueue;
  readonly listeners: AppendListeners;
  readonly logId: string;
}

export type MemoryWrites = EventWriter &
  OutcomeWriter &
  Tombstoning &
  Archiving &
  Omit<Leasing, 'findLease'> &
  Pick<OutboxReader, 'removeFromOutbox'> &
  Views &
  Transactional;

export function createMemoryWrites(settings: MemoryWriteSettings): MemoryWrites {
  const { tables, gate, queue, logId } = settings;
  return {
    async append(request, options) {
      gate.enter(options);
      checkAppend(request, tables.tenant);
      // Nobody can come between: the request need not be copied, and the caller waits for nothing.
      if (queue.idle) return appendNow(settings, request);
      const copy = copyRequest(request);
      return queue.run(() => writeNow(settings, () => tables.append(copy), options));
    },
    async recordOutcome(record) {
      gate.enter();
      checkOutcome(record, tables.tenant);
      const copy = copyOutcome(record);
      return queue.run(() => writeNow(settings, () => tables.recordOutcome(copy)));
    },
    async deleteStream(streamName, expected) {
      gate.enter();
      assertStreamName(streamName);
      assertExpected(expected);
      return queue.run(() => writeNow(settings, () => tables.deleteStream(streamName, expected)));
    },
    ...createArchiving(gate, (request) =>
      queue.run(() => writeNow(settings, () => archiveInMemory({ tables, logId }, request))),
    ),
    async removeFromOutbox(messages) {
      gate.enter();
      const sent = messages.map((message) => sentMessage(message, tables.tenant));
      await queue.run(() => writeNow(settings, () => removeMessages(tables, sent)));
    },
    ...createLeasing({
      gate,
      clock: () => tables.now(),
      write: (work) => queue.run(() => writeNow(settings, work)),
      find: (name) => tables.leases.get(name),
      keep: (lease) => tables.leases.set(lease.name, Object.freeze(lease)),
    }),
    ...createViews(gate, viewWork(settings), tables.tenant),
    async transact(work, options) {
      gate.enter(options);
      return queue.run(() => runUnit(settings, work, options));
    },
  };
}

function viewWork(settings: MemoryWriteSettings): ViewWork {
  const { tables, queue } = settings;
  const { views, tenant } = tables;
  return {
    findViews: (name) => views.find(name, 'committed'),
    findRows: (view, places) => views.rowsAt(view, places, 'committed'),
    queryRows: (view, query) => views.query(view, query, tenant),
    openView: (view) => queue.run(() => writeNow(settings, () => views.open(view))),
  };
}

function appendNow(settings: MemoryWriteSettings, request: AppendRequest): AppendResult {
  const answer = settings.tables.append(request);
  commit(settings);
  return answer;
}

/** One write of its own. What throws in `write` has staged nothing. */
function writeNow<T>(settings: MemoryWriteSettings, write: () => T, options?: WriteOptions): T {
  refuseAborted(options?.signal);
  const answer = write();
  commit(settings);
  return answer;
}

async function runUnit<T>(
  settings: MemoryWriteSettings,
  work: (unit: Unit) => Promise<T> | T,
  options?: WriteOptions,
): Promise<T> {
  refuseAborted(options?.signal);
  const guard = createUnitGuard();
  try {
    const answer = await work(createUnit(guard, createMemoryUnitWork(settings.tables), settings.tables.tenant));
    guard.end();
    refuseAborted(options?.signal);
    commit(settings);
    return answer;
  } catch (error) {
    guard.abandon();
    settings.tables.rollback();
    throw error;
  }
}

function commit({ tables, listeners }: MemoryWriteSettings): void {
  if (listeners.size === 0) return tables.commit();
  const touched = tables.log.touched();
  const enqueued = tables.outbox.sets;
  tables.commit();
  for (const { streamName, tenant } of touched) listeners.tell(streamName, tenantSaid(tenant).tenant);
  if (enqueued) listeners.tell(undefined);
}
