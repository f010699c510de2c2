// The door `@varve/runtime/postgres/operations`: what tools do to a store in PostgreSQL, and programs do not.
export { MigrationRefusedError } from '../../../errors/migration-refused-error.js';
export type {
  LayoutRecord,
  MigrationPlan,
  MigrationReport,
  StoreExamination,
  StoreFinding,
} from '../../../operations/store-report.js';
export { migratePostgres, planPostgresMigration } from './migrate-postgres.js';
export { openPostgresLogReader, type PostgresLogReader, type PostgresReaderOptions } from './postgres-log-reader.js';
export type { PostgresOperationOptions } from './session.js';
