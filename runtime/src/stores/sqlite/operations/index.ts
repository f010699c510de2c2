// The door `@varve/runtime/sqlite/operations`: what tools do to a store in a file, and programs do not.
export type {
  LayoutRecord,
  MigrationPlan,
  MigrationReport,
  StoreExamination,
  StoreFinding,
} from '../../../operations/store-report.js';
export { examineSqliteStore, sqliteCodes, type SqliteExaminationOptions } from './examine-sqlite.js';
export { migrateSqlite, planSqliteMigration, type SqliteMigrationOptions } from './migrate-sqlite.js';
export type { StoreInspector, StoreView } from '../../../operations/store-inspector.js';
export { openSqliteInspector } from './sqlite-inspector.js';
export type { SqliteOperationOptions } from './session.js';
