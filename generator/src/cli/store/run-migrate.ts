import type { MigrationPlan, MigrationReport } from '@varve/runtime/postgres/operations';
import { safeText } from '../../diagnostics/terminal-text.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import type { CommandContext } from '../run-command.js';
import type { Surroundings } from '../surroundings.js';
import type { Terminal } from '../terminal.js';
import { countFrom } from './count-from.js';
import { openOperations } from './store-operations.js';
import { nameStore, parseStoreUrl, type StoreUrl } from './store-url.js';

export interface MigrateFlags {
  readonly store: string;
  readonly schema?: string;
  readonly dryRun?: true;
  readonly check?: true;
  readonly lockTimeout: string;
  readonly jsonbView?: true;
  readonly partitions?: string;
  readonly format: 'pretty' | 'json';
}

type Status = 'current' | 'pending' | 'migrated';

interface Outcome extends Omit<MigrationPlan, 'sql' | 'obstacles'> {
  readonly status: Status;
  readonly exitCode: ExitCode;
  readonly sql?: string;
  readonly obstacles?: readonly string[];
}

/** @throws UsageError */
export async function runMigrate(
  flags: MigrateFlags,
  { place: { cwd }, terminal }: Pick<CommandContext, 'place' | 'terminal'>,
  { env }: Pick<Surroundings, 'env'>,
): Promise<ExitCode> {
  const url = parseStoreUrl(flags.store, { cwd, env, schema: flags.schema });
  const patience = countFrom('--lock-timeout', flags.lockTimeout, 1) * 1_000;
  const { jsonbView, partitions } = flags;
  const store = await openOperations(cwd, url, patience, {
    ...(jsonbView === undefined ? {} : { jsonbView }),
    ...(partitions === undefined ? {} : { partitions: countFrom('--partitions', partitions, 2) }),
  });
  const isLookedAt = flags.dryRun === true || flags.check === true;
  const outcome = isLookedAt ? planned(await store.plan(), flags.check === true) : done(await store.migrate());
  if (flags.format === 'json') printJson(outcome, url, terminal);
  else printPretty(outcome, url, terminal, flags.dryRun === true);
  return outcome.exitCode;
}

function planned(plan: MigrationPlan, isChecked: boolean): Outcome {
  const isCurrent = plan.sql === '';
  return {
    ...plan,
    status: isCurrent ? 'current' : 'pending',
    exitCode: isChecked && !isCurrent ? exitCodes.findings : exitCodes.clean,
  };
}

function done({ changed, ...report }: MigrationReport): Outcome {
  return { ...report, status: changed ? 'migrated' : 'current', exitCode: exitCodes.clean };
}

/** `schemas/meta/v1/migrate.schema.json` says what is in it. */
function printJson({ status, exitCode, ...rest }: Outcome, url: StoreUrl, terminal: Terminal): void {
  const document = { format: 1, command: 'migrate', status, exitCode, store: nameStore(url), ...rest };
  terminal.result(JSON.stringify(document, undefined, 2));
}

/** On standard output stands nothing but the script, so that it can be handed to a shell of the database. */
function printPretty(outcome: Outcome, url: StoreUrl, terminal: Terminal, isShown: boolean): void {
  const { green, yellow, bold } = terminal.paint.status;
  const { from, to, status, sql = '', obstacles = [] } = outcome;
  if (isShown && sql !== '') terminal.write(sql);
  terminal.status(bold(nameStore(url)));
  const there = from === 0 ? 'no tables' : `layout ${String(from)}`;
  switch (status) {
    case 'current':
      terminal.status(green(`  layout ${String(to)}, nothing to do`));
      break;
    case 'pending':
      terminal.status(yellow(`  ${there}, to be taken to layout ${String(to)}`));
      break;
    case 'migrated':
      terminal.status(green(`  ${there} before, layout ${String(to)} now`));
  }
  for (const obstacle of obstacles) terminal.status(yellow(`  ${safeText(obstacle)}`));
  for (const { layout, at, release } of outcome.history) {
    terminal.status(`  layout ${String(layout)} since ${at}${release === undefined ? '' : `, by release ${release}`}`);
  }
}
