// A log for tools that only look: it makes no tables and stores no event. It has the log put in order, as every reader does,
// where the session may; elsewhere it reads what is in order.
import { isRuntimeError } from '../../../errors/is-runtime-error.js';
import { StoreUnavailableError } from '../../../errors/store-file-errors.js';
import type { PartitionedLog } from '../../../store/log-range.js';
import { partitionPlaces, placeOf } from '../../../store/numeric-log-position.js';
import type { LogReader, StreamReader } from '../../../store/read.js';
import { assertCount } from '../../../store/storable-text.js';
import { createStoreGate, type StoreGate } from '../../../store/store-gate.js';
import { Connections } from '../connections.js';
import { findLog, type FoundLog, type LogPlace } from '../find-log.js';
import { quoteIdentifier } from '../layout/identifier.js';
import { readableLayout } from '../layout/migrations.js';
import { createLogOrder, type LogOrder } from '../log-order.js';
import { openDriver } from '../open-driver.js';
import { storeErrorOf } from '../postgres-errors.js';
import type { PostgresStoreOptions } from '../postgres-event-store.js';
import { type RunnerSettings, StatementRunner } from '../statement-runner.js';
import { createEventReader } from '../store-reads.js';

export interface PostgresLogReader extends StreamReader, LogReader, PartitionedLog {
  /** Events that have no place in the log yet and cannot be given one by this session; 0 where it may. */
  countWaiting(): Promise<number>;
  close(): Promise<void>;
}

export type PostgresReaderOptions = Pick<
  PostgresStoreOptions,
  'connection' | 'schema' | 'busyTimeout' | 'statementTimeout'
>;

/**
 * Opens the event store in a schema of a database for reading alone: as a role that may only read, or on a replica, too.
 * @throws PostgresDriverMissingError, NotAVarveStoreError, NewerStoreLayoutError, StoreUnavailableError (also where no tables
 * are), StoreBusyError, InvalidStoreArgumentError
 */
export async function openPostgresLogReader(options: PostgresReaderOptions): Promise<PostgresLogReader> {
  const opened = await openReading(options);
  const { gate, order, close } = opened;
  return {
    ...createEventReader({ ...opened, tenant: '' }),
    async partitionLog(parts, after) {
      gate.enter();
      assertCount('parts', parts, 1);
      return partitionPlaces(parts, after === undefined ? 0 : placeOf(after), await order.settle());
    },
    countWaiting: () => countWaiting(opened),
    close() {
      gate.close();
      return close();
    },
  };
}

/** A store opened for reading alone, and what its readers share. */
export interface OpenedReading extends RunnerSettings {
  readonly gate: StoreGate;
  readonly runner: StatementRunner;
  readonly order: LogOrder;
  /** Quoted. */
  readonly schema: string;
  readonly logId: string;
  readonly layout: number;
  readonly close: () => Promise<void>;
}

/** @throws as `openPostgresLogReader` */
export async function openReading(options: PostgresReaderOptions): Promise<OpenedReading> {
  const { schema: schemaName = 'varve', busyTimeout: patience = 10_000, statementTimeout = 30_000 } = options;
  assertCount('busyTimeout', patience, 1);
  assertCount('statementTimeout', statementTimeout, 1);
  const schema = quoteIdentifier('schema', schemaName);
  const place: LogPlace = { schema, schemaName, place: `schema ${schemaName}` };
  const driver = await openDriver(options.connection, { prepare: false });
  try {
    const connections = new Connections({ driver, patience, statementTimeout });
    const settings = { connections, place: place.place, patience, outcomeTimeout: 0 };
    const runner = new StatementRunner(settings);
    const found = await findReadable(connections, place);
    const order = createReadersOrder(runner, schema, patience);
    return { ...settings, ...found, runner, order, schema, gate: createStoreGate(), close: () => driver.close() };
  } catch (error) {
    await driver.close();
    throw error;
  }
}

/** @returns events that have no place in the log yet and cannot be given one by this session */
export async function countWaiting({ gate, order, runner, schema }: OpenedReading): Promise<number> {
  gate.enter();
  await order.settle();
  const text = `SELECT coalesce(sum(event_count), 0)::bigint FROM ${schema}.pending`;
  const [[events] = []] = await runner.read({ text, parameters: [] });
  return Number(events);
}

async function findReadable(connections: Connections, place: LogPlace): Promise<FoundLog> {
  const connection = await connections.acquire().catch((error: unknown) => {
    throw storeErrorOf(error, place.place);
  });
  try {
    const found = await connections.limit(findLog(place, connection));
    if (found === undefined) throw new StoreUnavailableError(place.place, 'its tables were never made');
    if (found.layout < readableLayout) {
      throw new StoreUnavailableError(place.place, `its tables are of layout ${found.layout}: run varve migrate`);
    }
    connection.release('fit');
    return found;
  } catch (error) {
    connection.release('unfit');
    throw storeErrorOf(error, place.place);
  }
}

/** As for everybody, but where a session may not write, the log ends where its order does. */
function createReadersOrder(runner: StatementRunner, schema: string, patience: number): LogOrder {
  const order = createLogOrder(runner, schema, patience);
  const head = { text: `SELECT head FROM ${schema}.log`, parameters: [] };
  return {
    async settle(signal) {
      try {
        return await order.settle(signal);
      } catch (error) {
        if (!isRuntimeError(error, 'store-read-only')) throw error;
        const [[found] = []] = await runner.read(head, signal);
        return Number(found);
      }
    },
  };
}
