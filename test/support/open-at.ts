import type { FullEventStore } from '../../runtime/src/store/event-store.js';
import { openPostgresStore } from '../../runtime/src/stores/postgres/index.js';
import { openSqliteStore, type SqliteStoreOptions } from '../../runtime/src/stores/sqlite/index.js';

/** The store at an address: `postgres://…`, or the path of a SQLite file. */
export async function openAt(
  address: string,
  options: Pick<SqliteStoreOptions, 'allowDrafts'> = {},
): Promise<FullEventStore> {
  if (address.startsWith('postgres:')) return openPostgresStore({ connection: address, ...options });
  return openSqliteStore({ path: address, ...options });
}
