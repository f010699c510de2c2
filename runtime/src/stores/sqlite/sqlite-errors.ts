import { RuntimeError } from '../../errors/runtime-error.js';
import { OutcomeUnknownError, StoreBusyError } from '../../errors/store-errors.js';
import {
  NotAVarveStoreError,
  StoreCorruptedError,
  StoreFullError,
  StoreReadOnlyError,
  StoreUnavailableError,
} from '../../errors/store-file-errors.js';

/** Neither Node's own SQLite nor the package that stands in for it could be loaded. `cause` lists why, one by one. */
export class SqliteDriverMissingError extends RuntimeError {
  override readonly code = 'sqlite-driver-missing';

  constructor(packageName: string, options?: ErrorOptions) {
    super(
      `No SQLite driver: run on Node 22.16 or later, which has one built in, or install one: npm install ${packageName}`,
      options,
    );
  }
}

// Primary result codes of SQLite; extended codes carry them in their lowest byte.
const busy = 5;
const locked = 6;
const readOnly = 8;
const inputOutput = 10;
const corrupt = 11;
const full = 13;
const cannotOpen = 14;
const notADatabase = 26;
const missingValue = 1299;
const uniqueViolations: ReadonlySet<number> = new Set([1555, 2067]);

// What `sqlite3_errstr` says of each: a driver may hand on the words without the number.
const codesByText: ReadonlyMap<string, number> = new Map([
  ['database is locked', busy],
  ['database table is locked', locked],
  ['attempt to write a readonly database', readOnly],
  ['disk I/O error', inputOutput],
  ['database disk image is malformed', corrupt],
  ['database or disk is full', full],
  ['unable to open database file', cannotOpen],
  ['file is not a database', notADatabase],
]);

/** Extended result code of an error that SQLite raised, `undefined` for any other error. */
function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  if (!('errcode' in error)) {
    return 'code' in error && error.code === 'ERR_SQLITE_ERROR' ? codesByText.get(error.message) : undefined;
  }
  const extended: unknown = 'sqliteExtendedCode' in error ? error.sqliteExtendedCode : error.errcode;
  return typeof extended === 'number' ? extended : undefined;
}

function primaryCode(error: unknown): number | undefined {
  const code = resultCode(error);
  return code === undefined ? undefined : code & 0xff;
}

/** Somebody else holds the lock: trying again may succeed. */
export function isBusy(error: unknown): boolean {
  const code = primaryCode(error);
  return code === busy || code === locked;
}

export function isReadOnly(error: unknown): boolean {
  return primaryCode(error) === readOnly;
}

export function isUniqueViolation(error: unknown): boolean {
  const code = resultCode(error);
  return code !== undefined && uniqueViolations.has(code);
}

/** Events went into a stream that does not take them: its key is hidden from them, see `insertEvents`. */
export function isClosedStream(error: unknown): boolean {
  return resultCode(error) === missingValue;
}

/** What SQLite raised, in this package's words where it has some; everything else unchanged. */
export function storeErrorOf(error: unknown, path: string): unknown {
  const options = { cause: error };
  switch (primaryCode(error)) {
    case busy:
    case locked:
      return new StoreBusyError(0, options);
    case readOnly:
      return new StoreReadOnlyError(path, options);
    case full:
      return new StoreFullError(path, options);
    case corrupt:
      return new StoreCorruptedError(path, options);
    case notADatabase:
      return new NotAVarveStoreError(path, 'it is no SQLite database', options);
    case cannotOpen:
      return new StoreUnavailableError(path, 'SQLite cannot open the file or one beside it', options);
    case inputOutput:
      return new StoreUnavailableError(path, 'reading or writing the file failed', options);
    default:
      return error;
  }
}

/** As `storeErrorOf`, for a commit that failed: after an input/output error nobody knows what reached the disk. */
export function commitErrorOf(error: unknown, path: string): unknown {
  return primaryCode(error) === inputOutput ? new OutcomeUnknownError({ cause: error }) : storeErrorOf(error, path);
}
