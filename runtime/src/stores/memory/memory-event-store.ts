// The event store for tests and prototypes: it keeps everything in this process and forgets it with it. It obeys the
// same contract as the others: serialised text in and out, the same verdicts, transactions with rollback, nothing shared
// that could be changed. Writes are synchronous once their turn has come, so a check and its insert cannot be torn apart.
import { createAppendListeners } from '../../store/append-listeners.js';
import type { FullEventStore, StoreCapabilities } from '../../store/event-store.js';
import type { Clock } from '../../store/recording-clock.js';
import { createStoreGate } from '../../store/store-gate.js';
import { createWriteQueue } from '../../store/write-queue.js';
import { createWallClock } from '../wall-clock.js';
import { createMemoryEventReads, createMemoryTableReads } from './memory-reads.js';
import { MemoryTables } from './memory-tables.js';
import { createMemoryWrites } from './memory-writes.js';

export interface MemoryEventStoreOptions {
  /** Time of recording, RFC 3339 in UTC ending in `Z`. Default: the wall clock, in milliseconds. */
  readonly now?: Clock;
}

const capabilities: StoreCapabilities = Object.freeze({
  transact: true,
  durableOutcomes: false,
  tombstones: true,
  archive: true,
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
  return {
    capabilities,
    ...createMemoryEventReads(tables, gate),
    ...createMemoryTableReads(tables, gate),
    ...createMemoryWrites({ tables, gate, queue, listeners }),
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
