import { createMemoryEventStore, type FullEventStore } from '@varve/runtime';
import { openPostgresStore } from '@varve/runtime/postgres';
import { openSqliteStore } from '@varve/runtime/sqlite';

/**
 * The event store at an address: `memory`, the path of a SQLite file, or `postgres://…`. Everything else in this bank
 * is the same on all of them.
 */
export async function openStore(address: string): Promise<FullEventStore> {
  if (address === 'memory') return createMemoryEventStore();
  if (/^postgres(ql)?:/.test(address)) return openPostgresStore(address);
  return openSqliteStore(address);
}
