import {
  NewerStoreLayoutError,
  NotAVarveStoreError,
  StoreCorruptedError,
  StoreUnavailableError,
} from '../../errors/store-file-errors.js';
import type { Clock } from '../../store/recording-clock.js';
import { readEarlierLayout } from './earlier-layouts.js';
import { retryBusy } from './busy-retry.js';
import type { SqliteDatabase, SqliteModule } from './driver.js';
import { currentLayout } from './layout.js';
import { migrationSteps } from './migration-script.js';
import { isReadOnly, storeErrorOf } from './sqlite-errors.js';

export const inMemory = ':memory:';

export interface OpenSettings {
  readonly path: string;
  readonly durability: 'full' | 'normal';
  /** Milliseconds to wait for other processes. */
  readonly patience: number;
  readonly maxBytes: number | undefined;
  readonly clock: Clock;
  readonly allowDrafts: boolean;
}

/** The writer and the reader, one and the same for a store in memory. */
export interface Connections {
  readonly writer: SqliteDatabase;
  readonly reader: SqliteDatabase;
  readonly logId: string;
}

/**
 * Opens the file, and makes a store of it if it is new or empty; any number of processes may do so at once. A file that
 * holds something else is not changed.
 * @throws the errors of `openSqliteStore`
 */
export async function openConnections({ DatabaseSync }: SqliteModule, settings: OpenSettings): Promise<Connections> {
  const { path, patience } = settings;
  const opened: SqliteDatabase[] = [];
  const open = (): SqliteDatabase => {
    // No waiting inside SQLite: it would block the event loop.
    const database = new DatabaseSync(path, { timeout: 0 });
    opened.push(database);
    return database;
  };
  const eventually = <T>(attempt: () => T): Promise<T> => retryBusy(attempt, patience);
  try {
    const writer = open();
    const { logId, layout } = await prepareWriter(writer, settings, eventually);
    const reader = path === inMemory ? writer : open();
    readEarlierLayout(reader, layout);
    if (reader !== writer) await eventually(() => reader.exec('PRAGMA query_only = ON; PRAGMA cache_size = -65536'));
    return { writer, reader, logId };
  } catch (error) {
    for (const database of opened) database.close();
    throw storeErrorOf(error, path);
  }
}

type Eventually = <T>(attempt: () => T) => Promise<T>;

async function prepareWriter(
  writer: SqliteDatabase,
  settings: OpenSettings,
  eventually: Eventually,
): Promise<FoundLog> {
  const { path, durability, maxBytes } = settings;
  const found = await eventually(() => findLog(writer, path));
  await eventually(() => useWriteAheadLog(writer, path));
  writer.exec(`PRAGMA synchronous = ${durability}; PRAGMA cache_size = -16384`);
  if (maxBytes !== undefined) limitSize(writer, maxBytes);
  if (found === undefined) return eventually(() => makeTables(writer, path));
  return found.layout < currentLayout ? eventually(() => upgrade(writer, path, found)) : found;
}

function upgrade(writer: SqliteDatabase, path: string, found: FoundLog): FoundLog {
  try {
    return makeTables(writer, path);
  } catch (error) {
    // Who may not write can still read.
    if (!isReadOnly(error)) throw error;
    return found;
  }
}

interface FoundLog {
  readonly logId: string;
  readonly layout: number;
}

/**
 * The log in this file, `undefined` for an empty file.
 * @throws NotAVarveStoreError, NewerStoreLayoutError, StoreCorruptedError
 */
export function findLog(database: SqliteDatabase, path: string): FoundLog | undefined {
  const tables = database.prepare<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  if (tables.length === 0) return undefined;
  if (!tables.some(({ name }) => name === 'varve_log')) {
    throw new NotAVarveStoreError(path, 'it is a database with other tables');
  }
  const log = database.prepare<{ log_id: string; layout: number }>('SELECT log_id, layout FROM varve_log').get();
  if (log === undefined) throw new StoreCorruptedError(path);
  if (log.layout > currentLayout) throw new NewerStoreLayoutError(path, log.layout, currentLayout);
  return { logId: log.log_id, layout: log.layout };
}

function useWriteAheadLog(database: SqliteDatabase, path: string): void {
  if (path === inMemory) return;
  const answer = database.prepare<{ journal_mode: string }>('PRAGMA journal_mode = WAL').get();
  if (answer?.journal_mode !== 'wal') {
    throw new StoreUnavailableError(path, 'its file system does not allow a write-ahead log');
  }
}

function limitSize(database: SqliteDatabase, maxBytes: number): void {
  const page = database.prepare<{ page_size: number }>('PRAGMA page_size').get();
  database.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxBytes / (page?.page_size ?? 4096)))}`);
}

/** Makes the tables, or those that an earlier release did not make; or finds that another process has just done so. */
function makeTables(database: SqliteDatabase, path: string): FoundLog {
  database.exec('BEGIN IMMEDIATE');
  try {
    const from = findLog(database, path)?.layout ?? 0;
    if (from < currentLayout) for (const statement of migrationSteps(from)) database.exec(statement);
    database.exec('COMMIT');
    const made = findLog(database, path);
    if (made === undefined) throw new StoreCorruptedError(path);
    return made;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
