import { existsSync } from 'node:fs';
import type { MigrationPlan, MigrationReport, StoreExamination } from '@varve/runtime/postgres/operations';
import type * as postgres from '@varve/runtime/postgres/operations';
import type * as sqlite from '@varve/runtime/sqlite/operations';
import { UsageError } from '../usage-error.js';
import { withStore } from './store-failure.js';
import type { PostgresUrl, SqliteUrl, StoreUrl } from './store-url.js';
import { importFrom } from './user-runtime.js';

/** What can be done to a store, of whatever kind; everything throws UsageError for a store that cannot be used. */
export interface StoreOperations {
  readonly plan: () => Promise<MigrationPlan>;
  readonly migrate: () => Promise<MigrationReport>;
  readonly examine: (options: ExaminationOptions) => Promise<StoreExamination>;
}

export interface ExaminationOptions {
  /** Reads everything there is, which takes its time. */
  readonly thorough: boolean;
  /** Minutes after which a transaction is a long one. */
  readonly minutes: number;
}

/** What stores in PostgreSQL may have besides. */
export interface MigrationWishes {
  /** The view `events_json`. */
  readonly jsonbView?: true;
  /** In how many parts events lie, where their table is made now. */
  readonly partitions?: number;
}

/** @param root absolute folder whose runtime is used @param patience milliseconds to wait for others */
export async function openOperations(
  root: string,
  url: StoreUrl,
  patience: number,
  wishes: MigrationWishes = {},
): Promise<StoreOperations> {
  if (url.kind === 'postgres') return postgresOperations(root, url, patience, wishes);
  if (wishes.jsonbView === true) throw new UsageError('--jsonb-view is for stores in PostgreSQL.');
  if (wishes.partitions !== undefined) throw new UsageError('--partitions is for stores in PostgreSQL.');
  return sqliteOperations(root, url, patience);
}

export async function loadPostgresOperations(root: string): Promise<typeof postgres> {
  return importFrom<typeof postgres>(root, '@varve/runtime/postgres/operations');
}

async function postgresOperations(
  root: string,
  url: PostgresUrl,
  lockTimeout: number,
  wishes: MigrationWishes,
): Promise<StoreOperations> {
  const door = await loadPostgresOperations(root);
  const options = { connection: url.connection, schema: url.schema, lockTimeout };
  return {
    plan: () => withStore(url, () => door.planPostgresMigration({ ...options, ...wishes })),
    migrate: () => withStore(url, () => door.migratePostgres({ ...options, ...wishes })),
    examine: ({ minutes }) => withStore(url, () => door.examinePostgresStore({ ...options, longTransaction: minutes })),
  };
}

async function sqliteOperations(root: string, url: SqliteUrl, busyTimeout: number): Promise<StoreOperations> {
  const door = await importFrom<typeof sqlite>(root, '@varve/runtime/sqlite/operations');
  const { path } = url;
  const options = { path, busyTimeout };
  return {
    plan: () => withStore(url, () => door.planSqliteMigration({ ...options, isNew: !existsSync(path) })),
    migrate: () => withStore(url, () => door.migrateSqlite({ ...options, isNew: !existsSync(path) })),
    examine: ({ thorough }) =>
      withStore(url, async () => {
        if (!existsSync(path)) throw new UsageError(`--store: there is no file ${path}.`);
        return door.examineSqliteStore({ ...options, thorough });
      }),
  };
}
