import type { StoreInspector, StoreView } from '../../../operations/store-inspector.js';
import { createInventory } from '../../../store/check-inventory.js';
import { assertTenant } from '../../../store/tenant.js';
import { inventoryWork } from '../inventory.js';
import { readLogFacts } from '../log-facts.js';
import { StatementRunner } from '../statement-runner.js';
import { createEventReader } from '../store-reads.js';
import { createTableReader } from '../table-reads.js';
import { countWaiting, openReading, type PostgresReaderOptions } from './postgres-log-reader.js';

/** The first layout that has views, and the tables that tell of them. */
const firstWithViews = 5;

/**
 * Opens the event store in a schema of a database for looking at all that is in it: as a role that may only read, or on a
 * replica, too.
 * @throws what `openPostgresLogReader` throws
 */
export async function openPostgresInspector(options: PostgresReaderOptions): Promise<StoreInspector> {
  const opened = await openReading(options);
  const { runner, schema, gate, order, logId, layout, close } = opened;
  const { fenced } = await readLogFacts(runner, schema, undefined).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const viewOf = (tenant: string): StoreView => {
    const announced = tenant !== '' && fenced ? tenant : undefined;
    const own = announced === undefined ? runner : new StatementRunner({ ...opened, announced });
    const scope = { gate, runner: own, order, schema, tenant, logId };
    const work = inventoryWork(scope);
    const views = layout < firstWithViews ? async () => [] : work.views;
    return {
      ...createEventReader(scope),
      ...createTableReader(scope),
      inventory: createInventory(gate, { ...work, views }, tenant),
    };
  };
  return {
    ...viewOf(''),
    forTenant(tenant) {
      gate.enter();
      assertTenant(tenant);
      return viewOf(tenant);
    },
    countWaiting: () => countWaiting(opened),
    close() {
      gate.close();
      return close();
    },
  };
}
