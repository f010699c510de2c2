import { RuntimeError } from '../../errors/runtime-error.js';
import { InvalidStoreArgumentError } from '../../errors/store-argument-errors.js';
import { StoreBusyError } from '../../errors/store-errors.js';
import {
  StoreCorruptedError,
  StoreFullError,
  StoreReadOnlyError,
  StoreUnavailableError,
} from '../../errors/store-file-errors.js';
import { isDefinite, isRetryable, sqlFailureOf } from './sql-failure.js';

/** The package `pg` could not be loaded. `cause` says why. */
export class PostgresDriverMissingError extends RuntimeError {
  override readonly code = 'postgres-driver-missing';

  constructor(packageName: string, options?: ErrorOptions) {
    super(`No PostgreSQL driver: npm install ${packageName}, or hand openPostgresStore a pool of yours.`, options);
  }
}

/** A statement got no answer in time. Its connection was given up. */
export class StatementTimeoutError extends Error {
  override readonly name = 'StatementTimeoutError';

  constructor(milliseconds: number) {
    super(`PostgreSQL did not answer within ${milliseconds} ms.`);
  }
}

/** The commit was answered with a rollback. */
export class CommitRefusedError extends Error {
  override readonly name = 'CommitRefusedError';

  constructor() {
    super('PostgreSQL rolled the transaction back instead of committing it.');
  }
}

const wordsByState: ReadonlyMap<string, string> = new Map([
  ['3D000', 'there is no such database'],
  ['3F000', 'its schema is gone'],
  ['42P01', 'its tables are gone'],
  ['42883', 'its functions are gone'],
  ['28P01', 'PostgreSQL does not accept the password'],
  ['28000', 'PostgreSQL does not let this user in'],
  ['57P03', 'PostgreSQL is starting up or shutting down'],
  ['53300', 'PostgreSQL has no connection to spare'],
]);

/** Whether the connection was known to be lost before anything was sent over it. */
export function wasNeverSent(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^Client (was closed|has encountered a connection error) and is not queryable/.test(error.message)
  );
}

/** What a driver or PostgreSQL raised, in this package's words where it has some; everything else unchanged. */
export function storeErrorOf(error: unknown, place: string, waited = 0): unknown {
  if (error instanceof RuntimeError) return error;
  const options = { cause: error };
  const state = sqlFailureOf(error)?.sqlState;
  if (state === undefined) {
    return isOfTheNetwork(error)
      ? new StoreUnavailableError(place, 'there is no connection to PostgreSQL', options)
      : error;
  }
  if (isRetryable(error) || state === '55P03') return new StoreBusyError(Math.round(waited), options);
  const named = errorsByState[state]?.(place, options);
  if (named !== undefined) return named;
  const words = wordsByState.get(state);
  if (words !== undefined) return new StoreUnavailableError(place, words, options);
  return isDefinite(error) ? error : new StoreUnavailableError(place, 'PostgreSQL ended the connection', options);
}

type MakeError = (place: string, options: ErrorOptions) => RuntimeError;

const readOnly: MakeError = (place, options) => new StoreReadOnlyError(place, options);
const corrupted: MakeError = (place, options) => new StoreCorruptedError(place, options);

const errorsByState: Readonly<Record<string, MakeError>> = {
  '25006': readOnly,
  '42501': readOnly,
  '54000': () => new InvalidStoreArgumentError('a key', 'is longer than PostgreSQL can index'),
  '53100': (place, options) => new StoreFullError(place, options),
  XX001: corrupted,
  XX002: corrupted,
};

// Errors of Node's sockets have codes of their own; those that pg makes up itself can be told by their words alone.
const words = /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded)/;

function isOfTheNetwork(error: unknown): boolean {
  if (error instanceof StatementTimeoutError) return true;
  if (error instanceof AggregateError) return error.errors.some(isOfTheNetwork);
  if (!(error instanceof Error)) return false;
  const code: unknown = Reflect.get(error, 'code');
  return (typeof code === 'string' && /^E[A-Z_]{3,}$/.test(code)) || words.test(error.message);
}
