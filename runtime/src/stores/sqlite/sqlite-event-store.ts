// The embedded event store: one file, no server, any number of processes. Writes go through one connection behind a
// queue, reads through another. What comes in and goes out is the store port's; payloads are kept as the exact text.
import { InvalidStoreArgumentError } from '../../errors/store-argument-errors.js';
import { createAppendListeners } from '../../store/append-listeners.js';
import type { FullEventStore, StoreCapabilities } from '../../store/event-store.js';
import type { Clock } from '../../store/recording-clock.js';
import { createWallClock } from '../wall-clock.js';
import { assertCount, assertStorableKey } from '../../store/storable-text.js';
import { createStoreGate } from '../../store/store-gate.js';
import { createAppendWatch } from './append-watch.js';
import { createCommittedAppends } from './committed-appends.js';
import { createConnection } from './connection.js';
import { loadSqliteDriver, type SqliteDatabase } from './driver.js';
import { createEventReads } from './event-reads.js';
import { inMemory, openConnections, type Connections, type OpenSettings } from './open-connections.js';
import { createShapeGuard } from './shape-table.js';
import { createBusyRead, createEventReader, createTableReader } from './store-reads.js';
import { createStoreWrites } from './store-writes.js';
import { createStreamHeads } from './stream-heads.js';
import { createTurnTaking } from './timers.js';
import type { SqliteUnit } from './unit-sql.js';
import { createWriter, type WriterEvents } from './writer.js';

export interface SqliteStoreOptions {
  /** A file, made if it is missing (its folder must exist), or `:memory:`. */
  readonly path: string;
  /**
   * `full` (default): an acknowledged append survives a power failure. `normal`: after a power failure the last ones may
   * be missing, never torn; a crash of the process loses nothing either way.
   */
  readonly durability?: 'full' | 'normal';
  /** Milliseconds to wait for other processes that write, before `StoreBusyError`. Default 10,000. */
  readonly busyTimeout?: number;
  /** Milliseconds between two looks for appends of other processes, while somebody listens. Default 100. */
  readonly pollInterval?: number;
  /** Largest size of the file in bytes; writes beyond it throw `StoreFullError`. Default: what the disk holds. */
  readonly maxBytes?: number;
  /**
   * Takes events whose shapes are not released, for development: their shapes may still change, and what was stored then
   * cannot be read. Default false for a file, true for `:memory:`.
   */
  readonly allowDrafts?: boolean;
  /** Time of recording, RFC 3339 in UTC ending in `Z`. Default: the wall clock, in milliseconds. */
  readonly now?: Clock;
}

export type SqliteEventStore = FullEventStore<SqliteUnit>;

/**
 * Opens the event store in a file, and makes it if the file is missing or empty.
 * @throws SqliteDriverMissingError, NotAVarveStoreError, NewerStoreLayoutError, StoreCorruptedError, StoreReadOnlyError,
 * StoreUnavailableError, StoreBusyError, InvalidStoreArgumentError
 */
export async function openSqliteStore(pathOrOptions: string | SqliteStoreOptions): Promise<SqliteEventStore> {
  const options = typeof pathOrOptions === 'string' ? { path: pathOrOptions } : pathOrOptions;
  const settings = settingsOf(options);
  return assembleStore(
    settings,
    await openConnections(await loadSqliteDriver(), settings),
    options.pollInterval ?? 100,
  );
}

const capabilities: StoreCapabilities = Object.freeze({
  transact: true,
  durableOutcomes: true,
  tombstones: true,
  archive: true,
  streamExists: true,
  inlineWork: true,
  push: true,
});

function assembleStore(settings: OpenSettings, connections: Connections, pollInterval: number): SqliteEventStore {
  const { path, patience } = settings;
  const { writer: database, logId, archive } = connections;
  const connection = createConnection(database);
  const shared = connections.reader === database;
  const reader = shared ? connection : createConnection(connections.reader);
  const gate = createStoreGate();
  const listeners = createAppendListeners();
  const appends = createCommittedAppends();
  const shapes = createShapeGuard(connection);
  // On a shared connection an open transaction's events can be seen by everybody, so reads end where it began.
  let visible = Number.MAX_SAFE_INTEGER;
  const heads = createStreamHeads();
  const reads = createEventReads({ connection: reader, visible: () => visible, heads, archive });
  const watch = createAppendWatch({ reader, reads, listeners, interval: shared ? undefined : pollInterval });
  const events: WriterEvents = {
    begun() {
      appends.clear();
      if (shared) visible = reads.headPlace();
    },
    ended(committed) {
      visible = Number.MAX_SAFE_INTEGER;
      if (!committed) heads.clear();
      shapes.end(committed);
      if (committed && listeners.size > 0) watch.tell(appends);
    },
  };
  const turns = createTurnTaking();
  const writer = createWriter({ connection, path, patience, events, turns });
  const read = createBusyRead({ path, patience, turns });
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    gate.close();
    watch.rest();
    await writer.drained();
    if (!shared) reader.close();
    if (!shared) emptyWriteAheadLog(database);
    connection.close();
  };
  return {
    capabilities: shared ? { ...capabilities, durableOutcomes: false } : capabilities,
    ...createEventReader({ gate, read, reads, logId }),
    ...createTableReader({ gate, connection: reader, read: shared ? (work) => writer.write(work) : read }),
    ...createStoreWrites({ ...settings, gate, writer, connection, database, appends, heads, shapes, logId }),
    onAppend(listener) {
      gate.enter();
      watch.begin();
      return listeners.add(listener, watch.rest);
    },
    close: () => (closing ??= close()),
  };
}

function settingsOf(options: SqliteStoreOptions): OpenSettings {
  const { path, durability = 'full', busyTimeout = 10_000, pollInterval = 100, maxBytes } = options;
  const { now: clock = createWallClock(), allowDrafts = path === inMemory } = options;
  assertStorableKey('path', path);
  assertCount('busyTimeout', busyTimeout, 0);
  assertCount('pollInterval', pollInterval, 1);
  if (maxBytes !== undefined) assertCount('maxBytes', maxBytes, 1);
  if (durability !== 'full' && durability !== 'normal') {
    throw new InvalidStoreArgumentError('durability', 'must be full or normal');
  }
  return { path, durability, patience: busyTimeout, maxBytes, clock, allowDrafts };
}

/**
 * Leaves everything in the one file. SQLite does so itself when the last connection ends, which a driver that keeps
 * statements for the garbage collector may put off. Other processes at work, or a damaged file, are no reason not to close.
 */
function emptyWriteAheadLog(writer: SqliteDatabase): void {
  try {
    writer.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // The log stays beside the file, and whoever opens it next reads both.
  }
}
