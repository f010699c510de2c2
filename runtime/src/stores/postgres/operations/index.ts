// The door `@varve/runtime/postgres/operations`: what tools do to a store in PostgreSQL, and programs do not.
export { MaintenanceRefusedError } from '../../../errors/maintenance-refused-error.js';
export type {
  LayoutRecord,
  MigrationPlan,
  MigrationReport,
  StoreExamination,
  StoreFinding,
} from '../../../operations/store-report.js';
export { examinePostgresStore, type PostgresExaminationOptions, postgresCodes } from './examine-postgres.js';
export { grantPostgresRoles, planPostgresRoles, type RolesPlan } from './grant-roles.js';
export type { StoreRoles } from '../layout/privileges.js';
export { migratePostgres, planPostgresMigration, type PostgresMigrationOptions } from './migrate-postgres.js';
export { openPostgresLogReader, type PostgresLogReader, type PostgresReaderOptions } from './postgres-log-reader.js';
export type { StoreInspector, StoreView } from '../../../operations/store-inspector.js';
export { openPostgresInspector } from './postgres-inspector.js';
export type { PostgresOperationOptions } from './session.js';
