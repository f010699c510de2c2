import { StoreUnavailableError } from '../../../errors/store-file-errors.js';
import { assertCount, assertStorableKey } from '../../../store/storable-text.js';
import { loadSqliteDriver, type SqliteDatabase } from '../driver.js';
import { retryBusy } from '../busy-retry.js';
import { storeErrorOf } from '../sqlite-errors.js';

export interface SqliteOperationOptions {
  readonly path: string;
  /** Milliseconds to wait for other processes. Default 10,000. */
  readonly busyTimeout?: number;
}

/** A file opened for reading alone, by who looks after a store. */
export interface Session {
  readonly path: string;
  readonly database: SqliteDatabase;
  /** First column of each row. */
  column(sql: string): Promise<readonly unknown[]>;
  rows<Row>(sql: string): Promise<readonly Row[]>;
}

/** @throws what `openSqliteLogReader` throws */
export async function withSession<T>(
  { path, busyTimeout: patience = 10_000 }: SqliteOperationOptions,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  assertStorableKey('path', path);
  assertCount('busyTimeout', patience, 0);
  if (path === ':memory:') throw new StoreUnavailableError(path, 'a store in memory has no file');
  const { DatabaseSync } = await loadSqliteDriver();
  let database: SqliteDatabase | undefined;
  try {
    const opened = new DatabaseSync(path, { readOnly: true, timeout: 0 });
    database = opened;
    const rows = <Row>(sql: string): Promise<readonly Row[]> =>
      retryBusy(() => opened.prepare<Row>(sql).all(), patience);
    const column = async (sql: string): Promise<readonly unknown[]> =>
      (await rows<object>(sql)).map((row) => Object.values(row)[0] as unknown);
    return await work({ path, database, column, rows });
  } catch (error) {
    throw storeErrorOf(error, path);
  } finally {
    database?.close();
  }
}
