import type { StoreExamination, StoreFinding } from '../../../operations/store-report.js';
import { assertCount } from '../../../store/storable-text.js';
import { NewerStoreLayoutError } from '../../../errors/store-file-errors.js';
import { findLog, type FoundLog } from '../find-log.js';
import { sqlFailureOf } from '../sql-failure.js';
import { currentLayout } from '../layout/migrations.js';
import { type Check, error, type Limits, type Patient, warning } from './checks/check.js';
import { durabilityChecks } from './checks/durability-checks.js';
import { serverChecks } from './checks/server-checks.js';
import { sessionChecks } from './checks/session-checks.js';
import { tableChecks } from './checks/table-checks.js';
import { type PostgresOperationOptions, type Session, withSession } from './session.js';

export interface PostgresExaminationOptions extends PostgresOperationOptions {
  /** Minutes after which a transaction is a long one. Default 5. */
  readonly longTransaction?: number;
  /** Batches without a place in the log that are too many. Default 10,000. */
  readonly mostPending?: number;
  /** Seconds that clocks may differ by. Default 2. */
  readonly clockSkew?: number;
  /** Milliseconds since 1970. Default: the clock of this machine. */
  readonly now?: () => number;
}

const checks: readonly Check[] = [...serverChecks, ...durabilityChecks, ...sessionChecks, ...tableChecks];
const layoutCodes = ['postgres/layout-missing', 'postgres/layout-older', 'postgres/layout-newer', 'postgres/no-access'];

/** Every code that `examinePostgresStore` can answer with. */
export const postgresCodes: readonly string[] = [...layoutCodes, ...checks.flatMap(({ codes }) => codes)];

/**
 * Looks at a store, its server and who else is at work there, and says what may cost events one day, and what to do. Changes nothing.
 * @throws what opening a store throws, but for tables that are not as this release needs them
 */
export async function examinePostgresStore(options: PostgresExaminationOptions): Promise<StoreExamination> {
  const { longTransaction = 5, mostPending = 10_000, clockSkew = 2, now = Date.now } = options;
  assertCount('longTransaction', longTransaction, 0);
  assertCount('mostPending', mostPending, 0);
  return withSession(options, (session) => examine(session, { longTransaction, mostPending, clockSkew }, now));
}

async function examine(session: Session, limits: Limits, now: () => number): Promise<StoreExamination> {
  const rows = await session.ask('SELECT name, setting FROM pg_settings');
  const settings = new Map(rows.map(([name, value]) => [name ?? '', value ?? '']));
  const setting = (name: string): string => settings.get(name) ?? '';
  const skipped: string[] = [];
  const layout = await layoutOf(session);
  const patient: Patient = {
    ...session,
    log: layout.log,
    setting,
    serverNumber: Number(setting('server_version_num')),
    limits,
    skip: (sentence) => skipped.push(sentence),
    now,
  };
  const findings: StoreFinding[] = [...layout.findings];
  const checked: string[] = [...layoutCodes];
  const areOurs = layout.log?.layout === currentLayout;
  for (const { codes, ofTables, run } of checks) {
    if (ofTables === true && !areOurs) continue;
    checked.push(...codes);
    findings.push(...(await run(patient)));
  }
  if (!areOurs) skipped.push('The tables were not looked at, as they are not of this release.');
  const facts = {
    server: `PostgreSQL ${setting('server_version')}`,
    schema: session.schemaName,
    layout: layout.log === undefined ? 'none' : String(layout.log.layout),
  };
  return { facts, checked, skipped, findings };
}

interface LayoutFound {
  readonly log: FoundLog | undefined;
  readonly findings: readonly StoreFinding[];
}

async function layoutOf(session: Session): Promise<LayoutFound> {
  try {
    const log = await findLog(session, session.connection);
    return { log, findings: log === undefined ? [missing] : log.layout < currentLayout ? [older(log.layout)] : [] };
  } catch (failure) {
    if (sqlFailureOf(failure)?.sqlState === '42501') return { log: undefined, findings: [await noAccess(session)] };
    if (!(failure instanceof NewerStoreLayoutError)) throw failure;
    return {
      log: undefined,
      findings: [error('postgres/layout-newer', { found: failure.message, advice: updateRuntime })],
    };
  }
}

async function noAccess({ ask, place }: Session): Promise<StoreFinding> {
  const [[user] = []] = await ask('SELECT quote_ident(current_user)');
  return error('postgres/no-access', {
    found: `${user ?? ''} may not read the tables in ${place}.`,
    advice: `Make it a member of a role that may: varve roles makes some, then GRANT … TO ${user ?? ''};`,
  });
}

const updateRuntime = 'Install the release of @varve/runtime that made these tables, or a later one.';

const missing = error('postgres/layout-missing', {
  found: 'There are no tables of a store in this schema.',
  advice: 'varve migrate makes them; or the schema is another one.',
});

const older = (layout: number): StoreFinding =>
  warning('postgres/layout-older', {
    found: `The tables are of layout ${layout}; this release needs ${currentLayout} to append.`,
    advice: 'Run varve migrate. Programs of the release before go on working.',
  });
