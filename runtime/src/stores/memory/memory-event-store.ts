// The event store for tests and prototypes: it keeps everything in this process and forgets it with it. It obeys the
// same contract as the others: serialised text in and out, the same verdicts, transactions with rollback, nothing shared
// that could be changed. Writes are synchronous once their turn has come, so a check and its insert cannot be torn apart.
import type { WriteOptions } from '../../store/append.js';
import { createAppendListeners } from '../../store/append-listeners.js';
import { assertExpected, assertStreamName, checkAppend, checkOutcome } from '../../store/check-append.js';
import { copyOutcome, copyRequest } from '../../store/copy-request.js';
import type { FullEventStore, StoreCapabilities } from '../../store/event-store.js';
import { refuseAborted } from '../../store/read-bounds.js';
import { createWallClock, type Clock } from '../../store/recording-clock.js';
import { createStoreGate } from '../../store/store-gate.js';
import { createUnit } from '../../store/synchronous-unit.js';
import type { Unit } from '../../store/unit.js';
import { createUnitGuard } from '../../store/unit-guard.js';
import { createWriteQueue } from '../../store/write-queue.js';
import { createMemoryEventReads, createMemoryTableReads } from './memory-reads.js';
import { MemoryTables } from './memory-tables.js';
import { createMemoryUnitWork } from './memory-unit.js';

export interface MemoryEventStoreOptions {
  /** Time of recording, RFC 3339 in UTC ending in `Z`. Default: the wall clock, in milliseconds. */
  readonly now?: Clock;
}

const capabilities: StoreCapabilities = Object.freeze({
  transact: true,
  durableOutcomes: false,
  tombstones: true,
  streamExists: true,
  inlineWork: true,
  push: true,
});

/** An empty event store in memory. */
export function createMemoryEventStore(options?: MemoryEventStoreOptions): FullEventStore {
  const tables = new MemoryTables(options?.now ?? createWallClock());
  const gate = createStoreGate();
  const queue = createWriteQueue();
  const listeners = createAppendListeners();

  const settle = (): void => {
    const touched = listeners.size > 0 ? tables.log.touched() : [];
    tables.commit();
    touched.forEach(listeners.tell);
  };

  /** One write of its own, synchronous when nobody else is writing. What throws in `write` has staged nothing. */
  const writeNow = <T>(write: () => T, options?: WriteOptions): T => {
    refuseAborted(options?.signal);
    const answer = write();
    settle();
    return answer;
  };

  const runUnit = async <T>(work: (unit: Unit) => Promise<T> | T, options?: WriteOptions): Promise<T> => {
    refuseAborted(options?.signal);
    const guard = createUnitGuard();
    try {
      const answer = await work(createUnit(guard, createMemoryUnitWork(tables)));
      guard.end();
      refuseAborted(options?.signal);
      settle();
      return answer;
    } catch (error) {
      guard.abandon();
      tables.rollback();
      throw error;
    }
  };

  return {
    capabilities,
    ...createMemoryEventReads(tables, gate),
    ...createMemoryTableReads(tables, gate),
    async append(request, options) {
      gate.enter(options);
      checkAppend(request);
      if (queue.idle) return writeNow(() => tables.append(request), options);
      const copy = copyRequest(request);
      return queue.run(() => writeNow(() => tables.append(copy), options));
    },
    async recordOutcome(record) {
      gate.enter();
      checkOutcome(record);
      const copy = copyOutcome(record);
      return queue.run(() => writeNow(() => tables.recordOutcome(copy)));
    },
    async deleteStream(streamName, expected) {
      gate.enter();
      assertStreamName(streamName);
      assertExpected(expected);
      return queue.run(() => writeNow(() => tables.deleteStream(streamName, expected)));
    },
    async removeFromOutbox(messageIds) {
      gate.enter();
      const ids = [...messageIds];
      return queue.run(() => writeNow(() => ids.forEach((id) => tables.outbox.delete(id))));
    },
    async transact(work, options) {
      gate.enter(options);
      return queue.run(() => runUnit(work, options));
    },
    onAppend(listener) {
      gate.enter();
      return listeners.add(listener);
    },
    async close() {
      gate.close();
      await queue.drained();
    },
  };
}
