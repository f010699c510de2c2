// The door `@varve/runtime/sqlite`: the event store in a file, and what its signatures mention.
export {
  NewerStoreLayoutError,
  NotAVarveStoreError,
  StoreCorruptedError,
  StoreFullError,
  StoreReadOnlyError,
  StoreUnavailableError,
} from '../../errors/store-file-errors.js';
export type { SqliteValue } from './driver.js';
export { SqliteDriverMissingError } from './sqlite-errors.js';
export { openSqliteLogReader, type SqliteLogReader, type SqliteReaderOptions } from './sqlite-log-reader.js';
export { openSqliteStore, type SqliteEventStore, type SqliteStoreOptions } from './sqlite-event-store.js';
export type { SqliteUnit, SqlRow, UnitSql } from './unit-sql.js';
