import type { FullEventStore } from '../../runtime/src/store/event-store.js';
import { openPostgresStore } from '../../runtime/src/stores/postgres/index.js';
import { openSqliteStore } from '../../runtime/src/stores/sqlite/index.js';

/** The store at an address: `postgres://…`, or the path of a SQLite file. */
export async function openStore(address: string): Promise<FullEventStore> {
  return address.startsWith('postgres:') ? openPostgresStore(address) : openSqliteStore(address);
}
