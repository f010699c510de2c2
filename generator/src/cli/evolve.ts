import { readAssets } from '../assets.js';
import { createCompileMemory } from '../compile/compile-memory.js';
import { evolveSchemas, type EvolvedSchemas, type TextChange } from '../compile/evolve-schemas.js';
import type { Host } from '../host/host.js';
import { diffText } from './diff-text.js';
import { type ExitCode, exitCodes } from './exit-codes.js';
import { plural } from './plural.js';
import { printReport } from './print-report.js';
import type { Project } from './project.js';
import type { Terminal } from './terminal.js';
import { UsageError } from './usage-error.js';

export interface EvolveOptions {
  readonly name: string;
  /** Write nothing; print what would change. */
  readonly dryRun: boolean;
}

/**
 * Adds a version to an event, a command, a type or a state.
 * @throws UsageError for a name that cannot get one
 */
export async function evolve(project: Project, terminal: Terminal, { name, dryRun }: EvolveOptions): Promise<ExitCode> {
  const { host, config, configFile, today } = project;
  const options = { assets: readAssets(), today, memory: createCompileMemory() };
  const result = await evolveSchemas(name, { host, config, configFile, options });
  if (result.kind === 'refused') throw new UsageError(result.reason);
  if (result.kind === 'findings') {
    await printFindings(project, result.diagnostics, terminal);
    const reason = result.when === 'before' ? 'the schemas have errors' : 'with the new version they would have errors';
    terminal.status(`  Nothing is written: ${reason}.`);
    return exitCodes.findings;
  }
  const { changes } = result.evolved;
  if (dryRun) for (const change of changes) terminal.result(await diffOf(change, terminal));
  else await writeAll(host, changes);
  for (const line of summary(result.evolved, dryRun)) terminal.status(line);
  return exitCodes.clean;
}

async function printFindings(
  { config }: Project,
  diagnostics: Parameters<typeof printReport>[0]['diagnostics'],
  terminal: Terminal,
): Promise<void> {
  const nothing = { contexts: [], changes: undefined, additions: [], out: config.out };
  const report = { command: 'check', mode: 'none', root: config.root, exitCode: exitCodes.findings } as const;
  await printReport({ ...report, ...nothing, diagnostics }, terminal, { format: 'pretty', base: '', seconds: 0 });
}

const diffOf = (change: TextChange, { paint }: Terminal): Promise<string> =>
  diffText({ kind: 'update', ownership: 'scaffold', ...change }, paint.result);

/** All files or none: what was written before one that cannot be is put back. */
async function writeAll(host: Host, changes: readonly TextChange[]): Promise<void> {
  for (const { path, before } of changes) {
    const entry = await host.read(path);
    if (entry.kind === 'file' && entry.text === before) continue;
    throw new UsageError(`${path} was changed meanwhile; nothing is written.`);
  }
  const written: TextChange[] = [];
  try {
    for (const change of changes) {
      await host.replaceFile(change.path, change.text, true);
      written.push(change);
    }
  } catch (error) {
    for (const { path, before } of written) await host.replaceFile(path, before, true);
    throw error;
  }
}

function summary({ declaration, pins }: EvolvedSchemas, dryRun: boolean): readonly string[] {
  const { name, newest, file } = declaration;
  const [from, to] = [String(newest), String(newest + 1)];
  const places = pins.map(({ path, count }) => `${path} (${plural(count, 'place')})`);
  return [
    `  ${dryRun ? 'would add' : 'added'}  version ${to} of ${name} to ${file.path}, a copy of version ${from}`,
    ...(places.length === 0
      ? []
      : [`  ${dryRun ? 'would pin' : 'pinned'}  ${name} to ${name}@${from}: ${places.join(', ')}`]),
    ...(dryRun ? [] : [`  next   change version ${to}; run varve check, which says what upcast has to say`]),
  ];
}
