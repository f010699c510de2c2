import { NotAVarveStoreError, StoreUnavailableError } from '../../errors/store-file-errors.js';
import { textArray } from './array-literal.js';
import type { Connections } from './connections.js';
import type { PostgresConnection } from './driver.js';
import { findLog, type FoundLog, type LogPlace } from './find-log.js';
import { quoteName } from './layout/identifier.js';
import { type Migration, migrationLockClass, migrationStart, migrationSteps } from './layout/migration-script.js';
import { currentLayout } from './layout/migrations.js';
import { tableNames } from './layout/tables.js';
import { storeErrorOf } from './postgres-errors.js';

export interface LogSettings extends LogPlace {
  readonly patience: number;
  /** Whether missing tables are made. */
  readonly migrate: boolean;
}

export interface MigrationSettings extends LogSettings {
  readonly connections: Connections;
}

/** A log that is as this release needs it. */
export interface PreparedLog {
  readonly logId: string;
  /** Layout that was there before, 0 for none. */
  readonly from: number;
}

const oldestServer = 130_000;

/**
 * Finds the log's tables, and makes or completes them where they are not as this release needs them; any number of
 * processes may do so at once.
 */
export async function prepareSchema(settings: MigrationSettings): Promise<PreparedLog> {
  const { connections, place } = settings;
  let connection: PostgresConnection | undefined;
  try {
    connection = await connections.acquire();
    const prepared = await connections.limit(prepareLog(settings, connection));
    connection.release('fit');
    return prepared;
  } catch (error) {
    // It may be left inside a transaction.
    connection?.release('unfit');
    throw storeErrorOf(error, place);
  }
}

/** The same on a connection that is there. One that has failed may be left inside a transaction. */
export async function prepareLog(settings: LogSettings, connection: PostgresConnection): Promise<PreparedLog> {
  await assertServer(settings, connection);
  const found = await findLog(settings, connection);
  if (found !== undefined && found.layout >= currentLayout) return { logId: found.logId, from: found.layout };
  if (!settings.migrate) throw new StoreUnavailableError(settings.place, `${problemOf(found)}: run varve migrate`);
  await connection.script(migrationStart(settings.patience).join(';\n'));
  await connection.run({
    text: `SELECT pg_advisory_xact_lock(${migrationLockClass}, hashtext($1))`,
    parameters: [settings.schemaName],
  });
  const migration = await planMigration(settings, connection);
  // Another process may just have done it.
  if (migration !== undefined) await connection.script(migrationSteps(migration).join(';\n'));
  await connection.script('COMMIT');
  const made = await findLog(settings, connection);
  if (made === undefined) throw new StoreUnavailableError(settings.place, 'its tables are gone');
  return { logId: made.logId, from: migration?.from ?? made.layout };
}

const problemOf = (found: FoundLog | undefined): string =>
  found === undefined
    ? 'its tables were never made'
    : `its tables are of layout ${found.layout}, and this release needs ${currentLayout}`;

/** What there is to do, `undefined` where there is nothing. @throws NotAVarveStoreError, NewerStoreLayoutError */
export async function planMigration(place: LogPlace, connection: PostgresConnection): Promise<Migration | undefined> {
  const { schema, schemaName } = place;
  const found = await findLog(place, connection);
  if (found !== undefined && found.layout >= currentLayout) return undefined;
  const [[exists, taken, owner] = []] = await connection.run({
    text: `SELECT n.oid IS NOT NULL, (SELECT min(c.relname) FROM pg_class c
        WHERE c.relnamespace = n.oid AND c.relname = ANY ($2::text[]))::text,
        (SELECT r.rolname FROM pg_roles r
          WHERE r.oid = coalesce((SELECT c.relowner FROM pg_class c WHERE c.relnamespace = n.oid AND c.relname = 'log'), n.nspowner)
          AND r.rolname <> current_user AND r.rolname NOT LIKE 'pg\\_%'
          AND pg_has_role(r.oid, CASE WHEN current_setting('server_version_num')::integer < 160000 THEN 'MEMBER' ELSE 'SET' END))::text
      FROM (SELECT $1::text AS wanted) w LEFT JOIN pg_namespace n ON n.nspname = w.wanted`,
    parameters: [schemaName, textArray(tableNames)],
  });
  if (found === undefined && typeof taken === 'string') {
    // Without the lock, another process may have made them between these two looks.
    if ((await findLog(place, connection)) !== undefined) return planMigration(place, connection);
    throw new NotAVarveStoreError(place.place, `it holds a table ${taken} of something else`);
  }
  return {
    schema,
    schemaName,
    from: found?.layout ?? 0,
    // Whoever may not make schemas may have been given one.
    makesSchema: exists !== 't',
    ...(typeof owner === 'string' ? { owner: quoteName(owner) } : {}),
  };
}

async function assertServer({ place }: LogPlace, connection: PostgresConnection): Promise<void> {
  const [[number, encoding] = []] = await connection.run({
    text: `SELECT current_setting('server_version_num'), current_setting('server_encoding')`,
    parameters: [],
  });
  if (Number(number) < oldestServer) throw new StoreUnavailableError(place, 'it needs PostgreSQL 13 or later');
  if (encoding !== 'UTF8') throw new StoreUnavailableError(place, `the database’s encoding is ${encoding}, not UTF8`);
}
