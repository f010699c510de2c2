import { StoreUnavailableError } from '../../errors/store-file-errors.js';
import { OutcomeUnknownError } from '../../errors/store-errors.js';
import { UnitPoisonedError } from '../../errors/store-unit-errors.js';
import type { WriteOptions } from '../../store/append.js';
import { createUnitBesideAppends } from '../../store/create-unit.js';
import { refuseAborted } from '../../store/read-bounds.js';
import { createUnitStepQueue } from '../../store/unit-step-queue.js';
import { announcement } from './announce.js';
import { type EvidenceSettings, fateOf } from './commit-evidence.js';
import type { PostgresConnection } from './driver.js';
import { gatherAppends } from './gathered-appends.js';
import { CommitRefusedError, storeErrorOf } from './postgres-errors.js';
import { isDefinite } from './sql-failure.js';
import type { PostgresUnit } from './unit-sql.js';
import { type UnitStepSettings, UnitTransaction } from './unit-steps.js';

export interface UnitSettings extends UnitStepSettings, EvidenceSettings {
  /** A unit was committed. */
  committed(transaction: UnitTransaction): void;
}

const beginAttempts = 3;

/** Runs `work` in a transaction on a connection of its own. */
export async function runUnit<T>(
  settings: UnitSettings,
  work: (unit: PostgresUnit) => Promise<T> | T,
  options: WriteOptions | undefined,
): Promise<T> {
  const connection = await begin(settings, options);
  const transaction = new UnitTransaction(settings, connection);
  const queue = createUnitStepQueue();
  const steps = gatherAppends(queue, transaction);
  const sql = {
    query: (text: string, parameters: readonly unknown[] = []) => steps.step(() => transaction.query(text, parameters)),
  };
  const unit = { append: steps.append, ...createUnitBesideAppends(steps, transaction, settings.tenant), sql };
  let answer: T;
  try {
    answer = await work(unit);
    await queue.end();
    refuseAborted(options?.signal);
  } catch (error) {
    await queue.abandon();
    await rollback(settings, connection, transaction);
    throw error;
  }
  await commit(settings, connection, transaction);
  settings.committed(transaction);
  return answer;
}

/** A connection that was lost while nobody used it is noticed here, where nothing has been done yet. */
async function begin(
  { connections, place, patience, tenant }: UnitSettings,
  options?: WriteOptions,
): Promise<PostgresConnection> {
  const announced = tenant === '' ? '' : `; ${announcement(tenant)}`;
  for (let attempt = 1; ; attempt += 1) {
    let connection: PostgresConnection | undefined;
    try {
      connection = await connections.acquire(options?.signal);
      await connections.limit(
        connection.script(`BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = ${patience}${announced}`),
      );
      return connection;
    } catch (error) {
      connection?.release('unfit');
      if (connection === undefined || attempt >= beginAttempts || isDefinite(error)) throw storeErrorOf(error, place);
    }
  }
}

async function rollback(
  { connections }: UnitSettings,
  connection: PostgresConnection,
  { broken }: UnitTransaction,
): Promise<void> {
  if (broken) {
    connection.release('unfit');
    return;
  }
  try {
    await connections.limit(connection.script('ROLLBACK'));
    connection.release('fit');
  } catch {
    // PostgreSQL rolls back whatever its connection leaves open.
    connection.release('unfit');
  }
}

async function commit(
  settings: UnitSettings,
  connection: PostgresConnection,
  { evidence }: UnitTransaction,
): Promise<void> {
  const { connections, place } = settings;
  try {
    await connections.run(connection, { text: 'COMMIT', parameters: [] });
    connection.release('fit');
  } catch (error) {
    if (error instanceof CommitRefusedError) {
      connection.release('fit');
      throw new UnitPoisonedError('its transaction had failed', { cause: error });
    }
    const definite = isDefinite(error);
    connection.release(definite ? 'fit' : 'unfit');
    if (definite) throw storeErrorOf(error, place);
    const fate = evidence === undefined ? 'unknown' : await fateOf(evidence, settings);
    if (fate === 'unknown') throw new OutcomeUnknownError({ cause: error });
    if (fate === 'committed') return;
    throw new StoreUnavailableError(place, 'the connection was lost before the commit, and nothing was stored', {
      cause: error,
    });
  }
}
