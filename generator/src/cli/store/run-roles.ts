import { safeText } from '../../diagnostics/terminal-text.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import type { CommandContext } from '../run-command.js';
import type { Surroundings } from '../surroundings.js';
import { UsageError } from '../usage-error.js';
import { withStore } from './store-failure.js';
import { loadPostgresOperations } from './store-operations.js';
import { nameStore, parseStoreUrl } from './store-url.js';

export interface RolesFlags {
  readonly store: string;
  readonly schema?: string;
  readonly reader?: string;
  readonly writer?: string;
  readonly maintenance?: string;
  readonly dryRun?: true;
}

const kinds = ['reader', 'writer', 'maintenance'] as const;

/** @throws UsageError */
export async function runRoles(
  flags: RolesFlags,
  { place: { cwd }, terminal }: Pick<CommandContext, 'place' | 'terminal'>,
  { env }: Pick<Surroundings, 'env'>,
): Promise<ExitCode> {
  const url = parseStoreUrl(flags.store, { cwd, env, schema: flags.schema });
  if (url.kind !== 'postgres')
    throw new UsageError('varve roles is for PostgreSQL: who may open a file, the system decides.');
  const named = kinds.flatMap((kind) => {
    const name = flags[kind];
    return name === undefined ? [] : [[kind, name] as const];
  });
  if (named.length === 0) throw new UsageError('Name at least one role: --reader, --writer or --maintenance.');
  const door = await loadPostgresOperations(cwd);
  const { connection, schema } = url;
  const isPreview = flags.dryRun === true;
  const work = isPreview ? door.planPostgresRoles : door.grantPostgresRoles;
  const plan = await withStore(url, () => work({ connection, schema }, Object.fromEntries(named)));
  const { bold, green, yellow } = terminal.paint.status;
  if (isPreview) terminal.write(plan.sql);
  terminal.status(bold(nameStore(url)));
  for (const [kind, name] of named) {
    const made = plan.created.includes(name) ? (isPreview ? ', to be made' : ', made') : '';
    terminal.status(green(`  ${kind.padEnd(11)}  ${safeText(name)}${made}`));
  }
  for (const obstacle of plan.obstacles) terminal.status(yellow(`  ${safeText(obstacle)}`));
  return exitCodes.clean;
}
