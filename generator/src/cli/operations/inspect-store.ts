import { existsSync } from 'node:fs';
import type { StoreInspector, StoreView } from '@varve/runtime/operations';
import type * as postgres from '@varve/runtime/postgres/operations';
import type * as sqlite from '@varve/runtime/sqlite/operations';
import { withStore } from '../store/store-failure.js';
import { parseStoreUrl, type StoreUrl } from '../store/store-url.js';
import { importFrom } from '../store/user-runtime.js';
import { UsageError } from '../usage-error.js';
import type { Operation } from './operation.js';
import type { OperationFlags } from './operation-flags.js';

export interface Inspection {
  readonly url: StoreUrl;
  readonly inspector: StoreInspector;
  /** What `--tenant` has, or everything. */
  readonly view: StoreView;
  /** What somebody has: the tenant that something was said to belong to, `--tenant`, or nobody. */
  readonly viewOf: (tenant: string | undefined) => StoreView;
}

/** Opens a store for looking, works, and closes it. @throws UsageError for whatever the store or its driver throws */
export async function inspectStore<T>(
  flags: Pick<OperationFlags, 'store' | 'schema' | 'tenant'>,
  { context: { place }, surroundings: { env } }: Operation,
  work: (inspection: Inspection) => Promise<T>,
): Promise<T> {
  const url = parseStoreUrl(flags.store, { cwd: place.cwd, env, schema: flags.schema });
  return withStore(url, async () => {
    const inspector = await openInspector(place.cwd, url);
    try {
      const view = flags.tenant === undefined ? inspector : inspector.forTenant(flags.tenant);
      const viewOf = (tenant: string | undefined): StoreView =>
        tenant === undefined ? view : inspector.forTenant(tenant);
      return await work({ url, inspector, view, viewOf });
    } finally {
      await inspector.close();
    }
  });
}

async function openInspector(root: string, url: StoreUrl): Promise<StoreInspector> {
  if (url.kind === 'postgres') {
    const door = await importFrom<typeof postgres>(root, '@varve/runtime/postgres/operations');
    return door.openPostgresInspector(url);
  }
  const door = await importFrom<typeof sqlite>(root, '@varve/runtime/sqlite/operations');
  if (!existsSync(url.path)) throw new UsageError(`--store: there is no file ${url.path}.`);
  return door.openSqliteInspector({ path: url.path });
}
