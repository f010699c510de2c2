import { existsSync } from 'node:fs';
import type { SqliteLogReader } from '@varve/runtime/sqlite';
import type * as sqlite from '@varve/runtime/sqlite';
import type * as postgres from '@varve/runtime/postgres/operations';
import { UsageError } from '../usage-error.js';
import { withStore } from './store-failure.js';
import type { StoreUrl } from './store-url.js';
import { importFrom } from './user-runtime.js';

/** A log opened for reading alone, of whatever store. */
export interface StoreLogReader extends SqliteLogReader {
  /** Events that this session cannot read, as nobody has given them a place in the log. */
  countWaiting(): Promise<number>;
}

/** @param root absolute folder whose runtime is used @throws UsageError for a store that cannot be used */
export async function openLogReader(root: string, url: StoreUrl): Promise<StoreLogReader> {
  if (url.kind === 'sqlite') return openSqlite(root, url);
  const door = await importFrom<typeof postgres>(root, '@varve/runtime/postgres/operations');
  return withStore(url, () => door.openPostgresLogReader(url));
}

async function openSqlite(root: string, url: Extract<StoreUrl, { kind: 'sqlite' }>): Promise<StoreLogReader> {
  const door = await importFrom<typeof sqlite>(root, '@varve/runtime/sqlite');
  if (!existsSync(url.path)) throw new UsageError(`--store: there is no file ${url.path}.`);
  const reader = await withStore(url, () => door.openSqliteLogReader(url.path));
  return { ...reader, countWaiting: async () => 0 };
}
