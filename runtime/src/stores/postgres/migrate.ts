import { NotAVarveStoreError, StoreUnavailableError } from '../../errors/store-file-errors.js';
import { textArray } from './array-literal.js';
import type { Connections } from './connections.js';
import type { PostgresConnection } from './driver.js';
import { findLog, type LogPlace } from './find-log.js';
import { quoteName } from './layout/identifier.js';
import { type Migration, migrationLockClass, migrationStart, migrationSteps } from './layout/migration-script.js';
import { currentLayout } from './layout/migrations.js';
import { takenNames } from './layout/tables.js';
import { storeErrorOf } from './postgres-errors.js';

export interface LogSettings extends LogPlace {
  readonly patience: number;
  /** Whether missing tables are made. */
  readonly migrate: boolean;
  readonly wishes: MigrationWishes;
}

/** What not every store has. */
export interface MigrationWishes {
  /** The view `events_json`. */
  readonly jsonbView: boolean;
  /** In how many parts events are to lie where their table is made; in one when left out. */
  readonly partitions: number | undefined;
}

export interface MigrationSettings extends LogSettings {
  readonly connections: Connections;
}

/** A log that is as this release needs it. */
export interface PreparedLog {
  readonly logId: string;
  /** Layout that was there before, 0 for none. */
  readonly from: number;
  /** Whether anything was made here. */
  readonly changed: boolean;
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
  const planned = await planMigration(settings, connection, settings.wishes);
  if (planned !== undefined && !settings.migrate) {
    throw new StoreUnavailableError(settings.place, `${problemOf(planned)}: run varve migrate`);
  }
  if (planned === undefined) return standingLog(settings, connection);
  await connection.script(migrationStart(settings.patience).join(';\n'));
  await connection.run({
    text: `SELECT pg_advisory_xact_lock(${migrationLockClass}, hashtext($1))`,
    parameters: [settings.schemaName],
  });
  const migration = await planMigration(settings, connection, settings.wishes);
  // Another process may just have done it.
  if (migration !== undefined) await connection.script(migrationSteps(migration, settings.patience).join(';\n'));
  await connection.script('COMMIT');
  const { logId, from } = await standingLog(settings, connection);
  return { logId, from: migration?.from ?? from, changed: migration !== undefined };
}

async function standingLog(place: LogPlace, connection: PostgresConnection): Promise<PreparedLog> {
  const standing = await findLog(place, connection);
  if (standing === undefined) throw new StoreUnavailableError(place.place, 'its tables are gone');
  return { logId: standing.logId, from: standing.layout, changed: false };
}

function problemOf({ from, jsonbView }: Migration): string {
  if (from === 0) return 'its tables were never made';
  if (from < currentLayout) return `its tables are of layout ${from}, and this release needs ${currentLayout}`;
  return jsonbView ? 'it has no view events_json' : 'its tables are not complete';
}

/** What there is to do, `undefined` where there is nothing. @throws NotAVarveStoreError, NewerStoreLayoutError */
export async function planMigration(
  place: LogPlace,
  connection: PostgresConnection,
  wishes: MigrationWishes,
): Promise<Migration | undefined> {
  const { schema, schemaName } = place;
  const found = await findLog(place, connection);
  const lacksView = wishes.jsonbView && !(await hasView(schemaName, connection));
  if (found !== undefined && found.layout >= currentLayout && !lacksView) return undefined;
  const { exists, taken, owner } = await schemaFacts(schemaName, connection);
  if (found === undefined && taken !== undefined) {
    // Without the lock, another process may have made them between these two looks.
    if ((await findLog(place, connection)) !== undefined) return planMigration(place, connection, wishes);
    throw new NotAVarveStoreError(place.place, `it holds a table ${taken} of something else`);
  }
  return {
    schema,
    schemaName,
    from: found?.layout ?? 0,
    // Whoever may not make schemas may have been given one.
    makesSchema: !exists,
    jsonbView: lacksView,
    ...(wishes.partitions === undefined ? {} : { partitions: wishes.partitions }),
    ...(owner === undefined ? {} : { owner: quoteName(owner) }),
  };
}

interface SchemaFacts {
  readonly exists: boolean;
  /** A table of it that has one of our names. */
  readonly taken: string | undefined;
  /** Whom the log or, where there is none, the schema belongs to: another role, of which this user is a member. */
  readonly owner: string | undefined;
}

async function schemaFacts(schemaName: string, connection: PostgresConnection): Promise<SchemaFacts> {
  const [[exists, taken, owner] = []] = await connection.run({
    text: `SELECT n.oid IS NOT NULL, (SELECT min(c.relname) FROM pg_class c
        WHERE c.relnamespace = n.oid AND c.relname = ANY ($2::text[]))::text,
        (SELECT r.rolname FROM pg_roles r
          WHERE r.oid = coalesce((SELECT c.relowner FROM pg_class c WHERE c.relnamespace = n.oid AND c.relname = 'log'), n.nspowner)
          AND r.rolname <> current_user AND r.rolname NOT LIKE 'pg\\_%'
          AND pg_has_role(r.oid, CASE WHEN current_setting('server_version_num')::integer < 160000 THEN 'MEMBER' ELSE 'SET' END))::text
      FROM (SELECT $1::text AS wanted) w LEFT JOIN pg_namespace n ON n.nspname = w.wanted`,
    parameters: [schemaName, textArray(takenNames)],
  });
  return { exists: exists === 't', taken: taken ?? undefined, owner: owner ?? undefined };
}

async function hasView(schemaName: string, connection: PostgresConnection): Promise<boolean> {
  const rows = await connection.run({
    text: `SELECT viewname FROM pg_views WHERE schemaname = $1 AND viewname = 'events_json'`,
    parameters: [schemaName],
  });
  return rows.length > 0;
}

async function assertServer({ place }: LogPlace, connection: PostgresConnection): Promise<void> {
  const [[number, encoding] = []] = await connection.run({
    text: `SELECT current_setting('server_version_num'), current_setting('server_encoding')`,
    parameters: [],
  });
  if (Number(number) < oldestServer) throw new StoreUnavailableError(place, 'it needs PostgreSQL 13 or later');
  if (encoding !== 'UTF8') throw new StoreUnavailableError(place, `the database’s encoding is ${encoding}, not UTF8`);
}
