import type { StoreExamination, StoreFinding } from '@varve/runtime/postgres/operations';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { findingText } from '../finding-text.js';
import { plural } from '../plural.js';
import type { CommandContext } from '../run-command.js';
import type { Surroundings } from '../surroundings.js';
import type { Terminal } from '../terminal.js';
import { countFrom } from './count-from.js';
import { openOperations } from './store-operations.js';
import { nameStore, parseStoreUrl } from './store-url.js';

export interface DoctorFlags {
  readonly store: string;
  readonly schema?: string;
  readonly thorough?: true;
  readonly minutes: string;
  readonly format: 'pretty' | 'json';
}

const patience = 10_000;

/** @throws UsageError */
export async function runDoctor(
  flags: DoctorFlags,
  { place: { cwd }, terminal }: Pick<CommandContext, 'place' | 'terminal'>,
  { env }: Pick<Surroundings, 'env'>,
): Promise<ExitCode> {
  const url = parseStoreUrl(flags.store, { cwd, env, schema: flags.schema });
  const store = await openOperations(cwd, url, patience);
  const examination = await store.examine({
    thorough: flags.thorough === true,
    minutes: countFrom('--minutes', flags.minutes, 0),
  });
  const isIll = examination.findings.some(({ severity }) => severity === 'error');
  const exitCode = isIll ? exitCodes.findings : exitCodes.clean;
  if (flags.format === 'json') printJson(examination, nameStore(url), terminal, exitCode);
  else printPretty(examination, nameStore(url), terminal);
  return exitCode;
}

/** `schemas/meta/v1/doctor.schema.json` says what is in it. */
function printJson(examination: StoreExamination, store: string, terminal: Terminal, exitCode: ExitCode): void {
  const status = exitCode === 0 ? 'clean' : 'findings';
  terminal.result(
    JSON.stringify({ format: 1, command: 'doctor', status, exitCode, store, ...examination }, undefined, 2),
  );
}

function printPretty({ facts, checked, skipped, findings }: StoreExamination, store: string, terminal: Terminal): void {
  for (const finding of findings) terminal.result(`${findingText(finding, terminal)}\n`);
  const { bold, dim, green } = terminal.paint.status;
  terminal.status(bold(store));
  const known = Object.entries(facts).map(([name, value]) => `${name} ${value}`);
  if (known.length > 0) terminal.status(`  ${known.join(', ')}`);
  for (const sentence of skipped) terminal.status(dim(`  not checked  ${sentence}`));
  const count = (severity: StoreFinding['severity']): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const checks = plural(checked.length, 'check');
  const counts = [plural(count('error'), 'error'), plural(count('warning'), 'warning')].join(', ');
  terminal.status(findings.length === 0 ? green(`  ${checks}, nothing found`) : `  ${checks}: ${counts}`);
}
