import type { FullEventStore } from '../../runtime/src/store/event-store.js';
import { openPostgresStore } from '../../runtime/src/stores/postgres/index.js';
import { openSqliteStore } from '../../runtime/src/stores/sqlite/index.js';

/** A store that takes drafts, at an address: `postgres://…` or the path of a SQLite file. */
export function openAt(address: string): Promise<FullEventStore> {
  if (address.startsWith('postgres:')) return openPostgresStore({ connection: address, allowDrafts: true });
  return openSqliteStore({ path: address, durability: 'normal', allowDrafts: true });
}
