import type { LayoutRecord, MigrationPlan, MigrationReport } from '../../../operations/store-report.js';
import { isReadOnly } from '../sqlite-errors.js';
import { loadSqliteDriver, type SqliteDatabase } from '../driver.js';
import { retryBusy } from '../busy-retry.js';
import { currentLayout } from '../layout.js';
import { migrationScript } from '../migration-script.js';
import { findLog } from '../open-connections.js';
import { openSqliteStore } from '../sqlite-event-store.js';
import { type Session, type SqliteOperationOptions, withSession } from './session.js';

export interface SqliteMigrationOptions extends SqliteOperationOptions {
  /** The file is known not to be there, and is made. */
  readonly isNew?: boolean;
}

const nothing: MigrationPlan = {
  from: 0,
  to: currentLayout,
  sql: migrationScript(0),
  obstacles: [],
  history: [],
};

/** Says what migrating would do. Changes nothing. @throws NotAVarveStoreError, NewerStoreLayoutError, and what opening a store throws */
export async function planSqliteMigration({
  isNew = false,
  ...options
}: SqliteMigrationOptions): Promise<MigrationPlan> {
  if (isNew) return nothing;
  return withSession(options, async (session) => {
    const found = await retryBusy(() => findLog(session.database, session.path), options.busyTimeout ?? 10_000);
    const history = await readHistory(session);
    if (found === undefined) return nothing;
    const isDone = found.layout >= currentLayout;
    return {
      from: found.layout,
      to: isDone ? found.layout : currentLayout,
      sql: isDone ? '' : migrationScript(found.layout),
      obstacles: isDone ? [] : await obstaclesOf(options.path),
      history,
    };
  });
}

/**
 * Takes the file to the layout of this release, or makes it; any number of processes may do so at once.
 * @throws StoreReadOnlyError for who may not write it, and what opening a store throws
 */
export async function migrateSqlite(options: SqliteMigrationOptions): Promise<MigrationReport> {
  const { from, to } = await planSqliteMigration(options);
  const { path, busyTimeout } = options;
  // Opening is all there is to it.
  const store = await openSqliteStore(busyTimeout === undefined ? { path } : { path, busyTimeout });
  await store.close();
  return withSession(options, async (session) => ({
    from,
    to,
    changed: from < to,
    history: await readHistory(session),
  }));
}

async function readHistory({ rows }: Session): Promise<readonly LayoutRecord[]> {
  const [table] = await rows(`SELECT 1 AS found FROM sqlite_schema WHERE name = 'varve_schema_history'`);
  if (table === undefined) return [];
  return (
    await rows<{ layout: number; from_layout: number; release: string | null; applied_at: string }>(
      'SELECT * FROM varve_schema_history ORDER BY layout',
    )
  ).map(({ layout, from_layout: from, release, applied_at: at }) => ({
    layout,
    from,
    release: release ?? undefined,
    at,
  }));
}

async function obstaclesOf(path: string): Promise<readonly string[]> {
  const { DatabaseSync } = await loadSqliteDriver();
  let database: SqliteDatabase | undefined;
  try {
    database = new DatabaseSync(path, { timeout: 0 });
    database.exec('BEGIN IMMEDIATE; ROLLBACK');
    return [];
  } catch (error) {
    return isReadOnly(error) ? ['This user may not write the file, or its folder.'] : [];
  } finally {
    database?.close();
  }
}
