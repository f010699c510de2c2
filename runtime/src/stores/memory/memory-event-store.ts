// The event store for tests and prototypes: it keeps everything in this process and forgets it with it. It obeys the
// same contract as the others: serialised text in and out, the same verdicts, transactions with rollback, nothing shared
// that could be changed. Writes are synchronous once their turn has come, so a check and its insert cannot be torn apart.
import { type AppendListeners, createAppendListeners, listenerOf } from '../../store/append-listeners.js';
import type { FullEventStore, StoreCapabilities, Tenancy } from '../../store/event-store.js';
import type { Clock } from '../../store/recording-clock.js';
import { everyCapability } from '../../store/every-capability.js';
import { createStoreGate, type StoreGate } from '../../store/store-gate.js';
import { assertTenant } from '../../store/tenant.js';
import { createWriteQueue, type WriteQueue } from '../../store/write-queue.js';
import { newLogId } from '../new-log-id.js';
import { createWallClock } from '../wall-clock.js';
import { createMemoryInventory } from './memory-inventory.js';
import { createMemoryEventReads, createMemoryTableReads } from './memory-reads.js';
import { MemoryTables } from './memory-tables.js';
import { createMemoryWrites } from './memory-writes.js';

export interface MemoryEventStoreOptions {
  /** Time of recording, RFC 3339 in UTC ending in `Z`. Default: the wall clock, in milliseconds. */
  readonly now?: Clock;
}

/** What it keeps ends with the process. */
const capabilities: StoreCapabilities = Object.freeze({ ...everyCapability, durableOutcomes: false });

/** An empty event store in memory. */
export function createMemoryEventStore(options?: MemoryEventStoreOptions): FullEventStore {
  const tables = new MemoryTables(options?.now ?? createWallClock());
  const gate = createStoreGate();
  const parts = { logId: newLogId(), queue: createWriteQueue(), listeners: createAppendListeners() };
  return {
    ...assemble({ ...parts, tables, gate }),
    forTenant(tenant) {
      gate.enter();
      assertTenant(tenant);
      const own = assemble({ ...parts, tables: tables.forTenant(tenant), gate: createStoreGate(gate) });
      return { ...own, tenant, capabilities: { ...capabilities, tenants: false } };
    },
  };
}

interface MemoryParts {
  readonly tables: MemoryTables;
  readonly gate: StoreGate;
  readonly queue: WriteQueue;
  readonly listeners: AppendListeners;
  readonly logId: string;
}

/** One handle; only its tables and its gate are its own. */
function assemble(parts: MemoryParts): Omit<FullEventStore, keyof Tenancy> {
  const { tables, gate, queue, listeners, logId } = parts;
  return {
    capabilities,
    ...createMemoryEventReads(tables, gate, logId),
    ...createMemoryTableReads(tables, gate),
    inventory: createMemoryInventory(tables, gate),
    ...createMemoryWrites({ tables, gate, queue, listeners, logId }),
    onAppend(listener) {
      gate.enter();
      return listeners.add(listenerOf(tables.tenant, listener));
    },
    async close() {
      gate.close();
      await queue.drained();
    },
  };
}
