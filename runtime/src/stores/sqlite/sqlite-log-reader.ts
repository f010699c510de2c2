// A file's events for tools that only look: one connection that cannot write, opened beside whatever else is at work on
// the file. It makes nothing, so that a mistyped path is an error and no new store.
import { StoreUnavailableError } from '../../errors/store-file-errors.js';
import type { PartitionedLog } from '../../store/log-range.js';
import { partitionPlaces, placeOf } from '../../store/numeric-log-position.js';
import type { LogReader, StreamReader } from '../../store/read.js';
import { assertCount, assertStorableKey } from '../../store/storable-text.js';
import { createStoreGate } from '../../store/store-gate.js';
import { readEarlierLayout } from './earlier-layouts.js';
import { retryBusy } from './busy-retry.js';
import { createConnection } from './connection.js';
import { loadSqliteDriver, type SqliteDatabase } from './driver.js';
import { createEventReads } from './event-reads.js';
import { findLog } from './open-connections.js';
import { storeErrorOf } from './sqlite-errors.js';
import { createStreamHeads } from './stream-heads.js';
import { createBusyRead, createEventReader } from './store-reads.js';
import { createTurnTaking } from './timers.js';

export interface SqliteLogReader extends StreamReader, LogReader, PartitionedLog {
  close(): Promise<void>;
}

export interface SqliteReaderOptions {
  readonly path: string;
  /** Milliseconds to wait while another process recovers the file. Default 10,000. */
  readonly busyTimeout?: number;
}

/**
 * Opens the event store in a file for reading alone.
 * @throws SqliteDriverMissingError, NotAVarveStoreError, NewerStoreLayoutError, StoreCorruptedError,
 * StoreUnavailableError (also for a file that is not there), StoreBusyError, InvalidStoreArgumentError
 */
export async function openSqliteLogReader(pathOrOptions: string | SqliteReaderOptions): Promise<SqliteLogReader> {
  const { path, busyTimeout: patience = 10_000 } =
    typeof pathOrOptions === 'string' ? { path: pathOrOptions } : pathOrOptions;
  assertStorableKey('path', path);
  assertCount('busyTimeout', patience, 0);
  const { database, logId } = await openReadOnly(path, patience);
  const connection = createConnection(database);
  const gate = createStoreGate();
  const read = createBusyRead({ path, patience, turns: createTurnTaking() });
  const reads = createEventReads({
    connection,
    tenant: '',
    visible: () => Number.MAX_SAFE_INTEGER,
    heads: createStreamHeads(),
  });
  return {
    ...createEventReader({ gate, read, reads, logId }),
    async partitionLog(parts, after) {
      gate.enter();
      assertCount('parts', parts, 1);
      const head = await read(reads.headPlace);
      return partitionPlaces(parts, after === undefined ? 0 : placeOf(after), head);
    },
    async close() {
      gate.close();
      connection.close();
    },
  };
}

/** One connection that cannot write. @throws as `openSqliteLogReader` */
export async function openReadOnly(
  path: string,
  patience: number,
): Promise<{ readonly database: SqliteDatabase; readonly logId: string }> {
  const { DatabaseSync } = await loadSqliteDriver();
  let database: SqliteDatabase | undefined;
  try {
    const opened = new DatabaseSync(path, { readOnly: true, timeout: 0 });
    database = opened;
    const found = await retryBusy(() => findLog(opened, path), patience);
    if (found !== undefined) {
      readEarlierLayout(opened, found.layout);
      return { database, logId: found.logId };
    }
  } catch (error) {
    database?.close();
    throw storeErrorOf(error, path);
  }
  database.close();
  throw new StoreUnavailableError(path, 'nothing was ever stored in it');
}
