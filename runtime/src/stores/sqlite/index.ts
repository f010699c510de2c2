// The door `@varve/runtime/sqlite`: the event store in a file, and what its signatures mention.
export { openSqliteStore } from './sqlite-event-store.js';
export type { SqliteEventStore, SqliteStoreOptions } from './sqlite-event-store.js';
export type { SqliteValue } from './driver.js';
export type { SqliteUnit, SqlRow, UnitSql } from './unit-sql.js';
export { SqliteDriverMissingError } from './sqlite-errors.js';
