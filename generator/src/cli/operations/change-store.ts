import { existsSync } from 'node:fs';
import type { FullEventStore } from '@varve/runtime';
import type * as postgres from '@varve/runtime/postgres';
import type * as sqlite from '@varve/runtime/sqlite';
import { withStore } from '../store/store-failure.js';
import { parseStoreUrl } from '../store/store-url.js';
import { importFrom } from '../store/user-runtime.js';
import { UsageError } from '../usage-error.js';
import type { Operation } from './operation.js';
import type { OperationFlags } from './operation-flags.js';

/** What can be changed in a store, or of what a tenant has in it. */
export type ChangeableStore = Pick<FullEventStore, 'transact' | 'findLease'>;

/** Opens a store for changing something, which must be there. @throws UsageError for whatever the store or its driver throws */
export async function changeStore<T>(
  flags: Pick<OperationFlags, 'store' | 'schema'>,
  { context: { place }, surroundings: { env } }: Operation,
  work: (storeOf: (tenant: string | undefined) => ChangeableStore) => Promise<T>,
): Promise<T> {
  const url = parseStoreUrl(flags.store, { cwd: place.cwd, env, schema: flags.schema });
  return withStore(url, async () => {
    const store = await openStore(place.cwd, url);
    try {
      return await work((tenant) => (tenant === undefined ? store : store.forTenant(tenant)));
    } finally {
      await store.close();
    }
  });
}

async function openStore(root: string, url: ReturnType<typeof parseStoreUrl>): Promise<FullEventStore> {
  if (url.kind === 'postgres') {
    const door = await importFrom<typeof postgres>(root, '@varve/runtime/postgres');
    const { connection, schema } = url;
    return door.openPostgresStore({ connection, schema, migrate: false });
  }
  if (!existsSync(url.path)) throw new UsageError(`--store: there is no file ${url.path}.`);
  const door = await importFrom<typeof sqlite>(root, '@varve/runtime/sqlite');
  return door.openSqliteStore({ path: url.path });
}
