// The door `@varve/runtime/postgres`: the event store in PostgreSQL, and what its signatures mention.
export {
  NewerStoreLayoutError,
  NotAVarveStoreError,
  StoreCorruptedError,
  StoreFullError,
  StoreReadOnlyError,
  StoreUnavailableError,
} from '../../errors/store-file-errors.js';
export type { PostgresConnection, PostgresDriver, SqlRow, SqlRows, SqlStatement } from './driver.js';
export type { PgClient, PgPool } from './pg-driver.js';
export { pgliteDriver, type PgliteDatabase } from './pglite-driver.js';
export { openPostgresStore, type PostgresEventStore, type PostgresStoreOptions } from './postgres-event-store.js';
export { PostgresDriverMissingError } from './postgres-errors.js';
export type { PostgresSignalOptions } from './signals/create-signals.js';
export { rowSecuritySql, type RowSecurityOptions } from './row-security-sql.js';
export type { PostgresUnit, UnitSql } from './unit-sql.js';
