import { NewerStoreLayoutError, NotAVarveStoreError, StoreUnavailableError } from '../../errors/store-file-errors.js';
import { newLogId } from '../new-log-id.js';
import { textArray } from './array-literal.js';
import type { Connections } from './connections.js';
import type { PostgresConnection } from './driver.js';
import { jsonbView } from './layout/jsonb-view.js';
import { currentLayout, leastLayout, migrationsFrom } from './layout/migrations.js';
import { partitionEvents } from './layout/partitions.js';
import { tableNames } from './layout/tables.js';
import { storeErrorOf } from './postgres-errors.js';
import { isDefinite, sqlFailureOf } from './sql-failure.js';

export interface MigrationSettings {
  readonly connections: Connections;
  readonly schemaName: string;
  /** Quoted, for SQL. */
  readonly schema: string;
  readonly place: string;
  readonly patience: number;
  /** Whether missing tables are made. */
  readonly migrate: boolean;
  /** Whether the view `events_json` is wanted. */
  readonly jsonbView: boolean;
  /** In how many parts events are to lie where their table is made; in one when left out. */
  readonly partitions: number | undefined;
}

const oldestServer = 130_000;
/** «VRVM»: nobody else's advisory locks are met. */
const lockClass = 0x5652564d;

/**
 * Finds the log's tables, and makes or completes them where they are not as this release needs them; any number of
 * processes may do so at once. @returns the log's id
 */
export async function prepareSchema(settings: MigrationSettings): Promise<string> {
  const { connections, place } = settings;
  let connection: PostgresConnection | undefined;
  try {
    connection = await connections.acquire();
    const logId = await connections.limit(prepare(settings, connection));
    if (settings.jsonbView) await connections.limit(prepareJsonbView(settings, connection));
    connection.release('fit');
    return logId;
  } catch (error) {
    // It may be left inside a transaction.
    connection?.release('unfit');
    throw storeErrorOf(error, place);
  }
}

async function prepare(settings: MigrationSettings, connection: PostgresConnection): Promise<string> {
  await assertServer(settings, connection);
  const found = await findLog(settings, connection);
  if (found !== undefined && found.layout >= currentLayout) return found.logId;
  if (!settings.migrate) {
    const problem = found === undefined ? 'its tables were never made' : `its tables are of layout ${found.layout}`;
    throw new StoreUnavailableError(settings.place, `${problem}, and it was opened with migrate: false`);
  }
  await begin(settings, connection);
  // Another process may just have done it.
  const standing = await findLog(settings, connection);
  const logId = standing?.logId ?? newLogId();
  if (standing === undefined) await create(settings, connection, logId);
  else if (standing.layout < currentLayout) await upgrade(settings, connection, standing.layout);
  await connection.script('COMMIT');
  return logId;
}

/** A transaction in which no other process changes the schema. */
async function begin({ patience, schemaName }: MigrationSettings, connection: PostgresConnection): Promise<void> {
  await connection.script(
    `BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = ${patience}; SET LOCAL client_min_messages = error`,
  );
  await connection.run({
    text: `SELECT pg_advisory_xact_lock(${lockClass}, hashtext($1))`,
    parameters: [schemaName],
  });
}

async function prepareJsonbView(settings: MigrationSettings, connection: PostgresConnection): Promise<void> {
  const { schema, schemaName, place, migrate } = settings;
  const [there] = await connection.run({
    text: `SELECT FROM pg_views WHERE schemaname = $1 AND viewname = 'events_json'`,
    parameters: [schemaName],
  });
  if (there !== undefined) return;
  if (!migrate) {
    throw new StoreUnavailableError(place, 'it has no view events_json, and it was opened with migrate: false');
  }
  await begin(settings, connection);
  await connection.script(`${jsonbView(schema).join(';\n')};\nCOMMIT`);
}

async function create(settings: MigrationSettings, connection: PostgresConnection, logId: string): Promise<void> {
  const { schema, schemaName, place, patience, partitions } = settings;
  const [[exists, taken] = []] = await connection.run({
    text: `SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = $1), (
      SELECT min(c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relname = ANY ($2::text[]))::text`,
    parameters: [schemaName, textArray(tableNames)],
  });
  if (typeof taken === 'string') throw new NotAVarveStoreError(place, `it holds a table ${taken} of something else`);
  // Whoever may not make schemas may have been given one.
  if (exists !== 't') await connection.script(`CREATE SCHEMA ${schema}`);
  await connection.script(migrationsFrom(0, schema).join(';\n'));
  await connection.run({
    text: `INSERT INTO ${schema}.log (log_id, layout, least_layout) VALUES ($1, $2, $3)`,
    parameters: [logId, String(currentLayout), String(leastLayout)],
  });
  // Nobody can be at work on it yet who knows of no tenants.
  await connection.script(`SELECT ${schema}.admit_tenants_v1('${patience}')`);
  if (partitions !== undefined) await connection.script(partitionEvents(schema, partitions).join(';\n'));
}

async function upgrade({ schema }: MigrationSettings, connection: PostgresConnection, layout: number): Promise<void> {
  await connection.script(migrationsFrom(layout, schema).join(';\n'));
  await connection.run({
    text: `UPDATE ${schema}.log SET layout = $1, least_layout = greatest(least_layout, $2)`,
    parameters: [String(currentLayout), String(leastLayout)],
  });
}

async function assertServer({ place }: MigrationSettings, connection: PostgresConnection): Promise<void> {
  const [[number, encoding] = []] = await connection.run({
    text: `SELECT current_setting('server_version_num'), current_setting('server_encoding')`,
    parameters: [],
  });
  if (Number(number) < oldestServer) throw new StoreUnavailableError(place, 'it needs PostgreSQL 13 or later');
  if (encoding !== 'UTF8') throw new StoreUnavailableError(place, `the database’s encoding is ${encoding}, not UTF8`);
}

interface FoundLog {
  readonly logId: string;
  readonly layout: number;
}

/** @throws NotAVarveStoreError, NewerStoreLayoutError */
async function findLog(settings: MigrationSettings, connection: PostgresConnection): Promise<FoundLog | undefined> {
  const { schema, schemaName, place } = settings;
  const [there] = await connection.run({
    text: `SELECT c.oid::bigint FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relname = 'log'`,
    parameters: [schemaName],
  });
  if (there === undefined) return undefined;
  let row: readonly (string | null)[] | undefined;
  try {
    [row] = await connection.run({ text: `SELECT log_id, layout, least_layout FROM ${schema}.log`, parameters: [] });
  } catch (error) {
    if (!isDefinite(error) || sqlFailureOf(error)?.sqlState !== '42703') throw error;
    throw new NotAVarveStoreError(place, 'it holds a table log of something else', { cause: error });
  }
  const [logId, layout, least] = row ?? [];
  if (typeof logId !== 'string') throw new NotAVarveStoreError(place, 'its table log is empty');
  if (Number(least) > currentLayout) throw new NewerStoreLayoutError(place, Number(layout), currentLayout);
  return { logId, layout: Number(layout) };
}
