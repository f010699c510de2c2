import { OperationAbortedError } from '../../errors/store-argument-errors.js';
import { StoreBusyError } from '../../errors/store-errors.js';
import type { Abort } from '../../store/abort.js';
import { refuseAborted } from '../../store/read-bounds.js';
import type { Cell, PostgresConnection, PostgresDriver, SqlStatement } from './driver.js';
import { StatementTimeoutError } from './postgres-errors.js';
import { within } from './waiting.js';

export interface ConnectionSettings {
  readonly driver: PostgresDriver;
  /** Milliseconds to wait for a free connection. */
  readonly patience: number;
  /** Milliseconds to wait for the answer to a statement. */
  readonly statementTimeout: number;
}

export type Rows = readonly (readonly Cell[])[];

/** Connections under a time limit: nothing here waits for ever, whatever becomes of the network. */
export class Connections {
  readonly #settings: ConnectionSettings;

  constructor(settings: ConnectionSettings) {
    this.#settings = settings;
  }

  get concurrent(): boolean {
    return this.#settings.driver.concurrent;
  }

  /**
   * A connection for the caller alone. Nothing has been sent when this fails.
   * @throws StoreBusyError, OperationAbortedError, and what the driver raises
   */
  async acquire(signal?: Abort): Promise<PostgresConnection> {
    refuseAborted(signal);
    const { driver, patience } = this.#settings;
    const acquired = driver.acquire();
    try {
      const connection = await within(untilAborted(acquired, signal), patience, () => new StoreBusyError(patience));
      return connection;
    } catch (error) {
      // It may still come: then nobody wants it.
      acquired.then(
        (late) => late.release('fit'),
        () => undefined,
      );
      throw error;
    }
  }

  /** @throws StatementTimeoutError, and what the driver raises */
  run(connection: PostgresConnection, statement: SqlStatement): Promise<Rows> {
    return this.limit(connection.run(statement));
  }

  limit<T>(answer: Promise<T>): Promise<T> {
    const { statementTimeout } = this.#settings;
    return within(answer, statementTimeout, () => new StatementTimeoutError(statementTimeout));
  }
}

/** As `promise`, but rejects as soon as the caller has given up. @throws OperationAbortedError */
export function untilAborted<T>(promise: Promise<T>, signal: Abort | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(new OperationAbortedError(signal.reason));
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
