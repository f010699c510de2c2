import type { StoreInspector, StoreView } from '../../../operations/store-inspector.js';
import { createInventory } from '../../../store/check-inventory.js';
import { assertCount, assertStorableKey } from '../../../store/storable-text.js';
import { createStoreGate } from '../../../store/store-gate.js';
import { assertTenant } from '../../../store/tenant.js';
import { createConnection } from '../connection.js';
import { createEventReads } from '../event-reads.js';
import { inventoryWork } from '../inventory.js';
import { openReadOnly, type SqliteReaderOptions } from '../sqlite-log-reader.js';
import { createBusyRead, createEventReader, createTableReader } from '../store-reads.js';
import { createStreamHeads } from '../stream-heads.js';
import { createTurnTaking } from '../timers.js';

/**
 * Opens the event store in a file for looking at all that is in it, beside whatever is at work on it.
 * @throws what `openSqliteLogReader` throws
 */
export async function openSqliteInspector({
  path,
  busyTimeout: patience = 10_000,
}: SqliteReaderOptions): Promise<StoreInspector> {
  assertStorableKey('path', path);
  assertCount('busyTimeout', patience, 0);
  const { database, logId } = await openReadOnly(path, patience);
  const connection = createConnection(database);
  const gate = createStoreGate();
  const read = createBusyRead({ path, patience, turns: createTurnTaking() });
  const viewOf = (tenant: string): StoreView => {
    const visible = (): number => Number.MAX_SAFE_INTEGER;
    const reads = createEventReads({ connection, tenant, visible, heads: createStreamHeads() });
    const scope = { gate, read, connection, tenant };
    return {
      ...createEventReader({ gate, read, reads, logId }),
      ...createTableReader(scope),
      inventory: createInventory(gate, inventoryWork(scope), tenant),
    };
  };
  return {
    ...viewOf(''),
    forTenant(tenant) {
      gate.enter();
      assertTenant(tenant);
      return viewOf(tenant);
    },
    countWaiting: async () => 0,
    async close() {
      gate.close();
      connection.close();
    },
  };
}
