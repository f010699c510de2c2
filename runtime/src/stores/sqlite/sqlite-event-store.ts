// The embedded event store: one file, no server, any number of processes. Writes go through one connection behind a
// queue, reads through another. What comes in and goes out is the store port's; payloads are kept as the exact text.
import { InvalidStoreArgumentError } from '../../errors/store-argument-errors.js';
import type { FullEventStore } from '../../store/event-store.js';
import type { Clock } from '../../store/recording-clock.js';
import { createWallClock } from '../wall-clock.js';
import { assertCount, assertStorableKey } from '../../store/storable-text.js';
import { assembleStore } from './assemble-store.js';
import { loadSqliteDriver } from './driver.js';
import { inMemory, openConnections, type OpenSettings } from './open-connections.js';
import type { SqliteUnit } from './unit-sql.js';

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
