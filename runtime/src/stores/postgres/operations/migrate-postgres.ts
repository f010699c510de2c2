import { isRuntimeError } from '../../../errors/is-runtime-error.js';
import { MaintenanceRefusedError } from '../../../errors/maintenance-refused-error.js';
import type { MigrationPlan, MigrationReport } from '../../../operations/store-report.js';
import { findLog } from '../find-log.js';
import { currentLayout } from '../layout/migrations.js';
import { migrationScript } from '../layout/migration-script.js';
import { type MigrationWishes, planMigration, prepareLog } from '../migrate.js';
import { checkPartitions, refuseOtherPartitions } from '../partition-count.js';
import { storeErrorOf } from '../postgres-errors.js';
import { readHistory } from './layout-history.js';
import { holdersOf, obstaclesOf } from './migration-obstacles.js';
import { type PostgresOperationOptions, type Session, withSession } from './session.js';

export interface PostgresMigrationOptions extends PostgresOperationOptions {
  /** Also makes the view `events_json`. Default false. */
  readonly jsonbView?: boolean;
  /** As `openPostgresStore` takes it: for tables that are made now. */
  readonly partitions?: number;
}

/** Says what migrating would do. Changes nothing. @throws NotAVarveStoreError, NewerStoreLayoutError, and what opening a store throws */
export async function planPostgresMigration(options: PostgresMigrationOptions): Promise<MigrationPlan> {
  return withSession(options, (session) => planOf(session, wishesOf(options)));
}

/** @throws InvalidStoreArgumentError */
function wishesOf({ jsonbView = false, partitions }: PostgresMigrationOptions): MigrationWishes {
  if (partitions !== undefined) checkPartitions(partitions);
  return { jsonbView, partitions };
}

async function planOf(session: Session, wishes: MigrationWishes): Promise<MigrationPlan> {
  const migration = await planMigration(session, session.connection, wishes);
  if (migration?.from !== 0) refuseOtherPartitions(await partitionsOf(session), wishes.partitions);
  const history = await readHistory(session);
  if (migration === undefined) {
    const from = (await findLog(session, session.connection))?.layout ?? currentLayout;
    return { from, to: from, sql: '', obstacles: [], history };
  }
  return {
    from: migration.from,
    to: Math.max(migration.from, currentLayout),
    sql: migrationScript(migration, session.patience),
    obstacles: await obstaclesOf(session, migration),
    history,
  };
}

/** In how many parts events lie that are there, 0 for one table. */
async function partitionsOf({ connection, schemaName, schema }: Session): Promise<number> {
  // The first layout has no column for it.
  const [known] = await connection.run({
    text: `SELECT FROM information_schema.columns WHERE table_schema = $1 AND table_name = 'log' AND column_name = 'partitions'`,
    parameters: [schemaName],
  });
  if (known === undefined) return 0;
  const [[parts] = []] = await connection.run({ text: `SELECT partitions FROM ${schema}.log`, parameters: [] });
  return Number(parts);
}

/**
 * Takes the tables to the layout of this release, or finds that they are there; any number of processes may do so at once.
 * All is done in one transaction.
 * @throws MaintenanceRefusedError for a user who may not, or when others hold what is needed; and what `planPostgresMigration` throws
 */
export async function migratePostgres(options: PostgresMigrationOptions): Promise<MigrationReport> {
  return withSession(options, async (session) => {
    const { obstacles } = await planOf(session, wishesOf(options));
    if (obstacles.length > 0) throw new MaintenanceRefusedError(session.place, obstacles);
    const { connections, connection, patience, place } = session;
    try {
      const { from, changed } = await connections.limit(
        prepareLog({ ...session, migrate: true, wishes: wishesOf(options) }, connection),
      );
      return { from, to: Math.max(from, currentLayout), changed, history: await readHistory(session) };
    } catch (error) {
      const known = storeErrorOf(error, place, patience);
      if (!isRuntimeError(known, 'store-busy')) throw known;
      await connection.script('ROLLBACK');
      const waited = `Others held a lock that it needs for ${patience} ms.`;
      throw new MaintenanceRefusedError(place, [waited, ...(await holdersOf(session))], { cause: error });
    }
  });
}
