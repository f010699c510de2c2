// The event store in PostgreSQL, for production and as many processes on one database as there are. An append is one call
// of a function in the database; the order of the log is worked out later, by whoever reads it.
import type { FullEventStore } from '../../store/event-store.js';
import { assertCount } from '../../store/storable-text.js';
import { assembleStore, type StoreSettings } from './assemble-store.js';
import type { PostgresDriver } from './driver.js';
import { quoteIdentifier } from './layout/identifier.js';
import { checkPartitions } from './partition-count.js';
import { openDriver } from './open-driver.js';
import type { PgPool } from './pg-driver.js';
import type { PostgresSignalOptions } from './signals/create-signals.js';
import type { PostgresUnit } from './unit-sql.js';

export interface PostgresStoreOptions {
  /**
   * A connection string, a pool of the package `pg`, or a driver such as `pgliteDriver(database)`. What the store has not
   * opened itself, it does not close.
   */
  readonly connection: string | PgPool | PostgresDriver;
  /** Where its tables lie, made if it is missing. Default `varve`. */
  readonly schema?: string;
  /** Whether tables are made, and those of an earlier release completed. Default true. */
  readonly migrate?: boolean;
  /**
   * Whether there is a view `events_json`, for queries by hand: payloads as `jsonb`, null where `jsonb` refuses the text. Made
   * with the tables; once there, it stays. Default false.
   */
  readonly jsonbView?: boolean;
  /** Milliseconds to wait for a free connection, or for others that write the same stream, before `StoreBusyError`. Default 10,000. */
  readonly busyTimeout?: number;
  /** Milliseconds to wait for the answer to a statement before its connection is given up. Default 30,000. */
  readonly statementTimeout?: number;
  /** Milliseconds to find out what became of a write whose answer was lost, before `OutcomeUnknownError`. Default 30,000. */
  readonly outcomeTimeout?: number;
  /**
   * Keeps statements prepared on their connections. Faster, and not possible through a pooler in transaction mode that does
   * not know of prepared statements, as PgBouncer before 1.21. Default false.
   */
  readonly preparedStatements?: boolean;
  /**
   * Tells other processes of this one's appends, and `onAppend` of theirs, over a connection of its own as long as anybody
   * listens. Left out, `onAppend` hears of this process alone.
   */
  readonly signals?: PostgresSignalOptions;
  /**
   * In how many parts events lie, by stream, from 2 to 256; decided when the tables are made. Default: in one table. Worth
   * it for hundreds of millions of events.
   */
  readonly partitions?: number;
  /** Takes events whose shapes are not released, for development. Default false. */
  readonly allowDrafts?: boolean;
}

export type PostgresEventStore = FullEventStore<PostgresUnit>;

/**
 * Opens the event store in a schema of a database, and makes its tables if there are none.
 * @throws PostgresDriverMissingError, NotAVarveStoreError, NewerStoreLayoutError, StoreReadOnlyError,
 * StoreUnavailableError, StoreBusyError, InvalidStoreArgumentError
 */
export async function openPostgresStore(
  connectionOrOptions: PostgresStoreOptions['connection'] | PostgresStoreOptions,
): Promise<PostgresEventStore> {
  const options = isOptions(connectionOrOptions) ? connectionOrOptions : { connection: connectionOrOptions };
  const settings = settingsOf(options);
  const driver = await openDriver(options.connection, { prepare: options.preparedStatements ?? false });
  try {
    return await assembleStore(settings, driver);
  } catch (error) {
    await driver.close();
    throw error;
  }
}

function settingsOf(options: PostgresStoreOptions): StoreSettings {
  const { schema: schemaName = 'varve', migrate = true, jsonbView = false, allowDrafts = false } = options;
  const { busyTimeout: patience = 10_000, statementTimeout = 30_000, outcomeTimeout = 30_000 } = options;
  assertCount('busyTimeout', patience, 1);
  assertCount('statementTimeout', statementTimeout, 1);
  assertCount('outcomeTimeout', outcomeTimeout, 0);
  const schema = quoteIdentifier('schema', schemaName);
  const place = `schema ${schemaName}`;
  const signals = options.signals && { interval: 50, heartbeat: 10_000, ...options.signals };
  if (signals !== undefined) {
    assertCount('signals.interval', signals.interval, 0);
    assertCount('signals.heartbeat', signals.heartbeat, 1);
  }
  const { partitions } = options;
  if (partitions !== undefined) checkPartitions(partitions);
  const limits = { patience, statementTimeout, outcomeTimeout };
  return { schema, schemaName, place, migrate, jsonbView, partitions, allowDrafts, ...limits, signals };
}

function isOptions(given: PostgresStoreOptions['connection'] | PostgresStoreOptions): given is PostgresStoreOptions {
  return typeof given === 'object' && 'connection' in given;
}
