import { compileProject } from '../compile.js';
import type { Addition, ProducedFile } from '../compile/produce-files.js';
import { readSources } from '../compile/read-schemas.js';
import type { LocatedDiagnostic } from '../diagnostics/diagnostic.js';
import { hasErrors } from '../diagnostics/stage-result.js';
import { applyChanges } from '../reconcile/apply-changes.js';
import type { ChangeSet } from '../reconcile/change-set.js';
import type { CommandReport } from './command-report.js';
import { type ContextCount, countContexts } from './count-contexts.js';
import { type ExitCode, exitCodes } from './exit-codes.js';
import type { Project } from './project.js';
import { openMemory } from './run-memory.js';

export type GenerateMode = 'write' | 'compare' | 'preview';

interface Run {
  readonly diagnostics: readonly LocatedDiagnostic[];
  readonly contexts: readonly ContextCount[];
  readonly changes: ChangeSet | undefined;
  readonly additions: readonly Addition[];
  readonly files: readonly ProducedFile[];
}

/** Compiles, and writes what differs in mode `write`. All modes judge the very same change set. */
export async function generate(project: Project, mode: GenerateMode): Promise<CommandReport> {
  const { host, config } = project;
  if (mode === 'write') await sweep(project);
  const sources = await readSources(host, config.schemas);
  const memory = openMemory(project, sources);
  const known = await memory.recall();
  if (known !== undefined) {
    const { contexts, unchanged } = known;
    const nothing = { additions: [], changes: { changes: [], unchanged } };
    const { diagnostics } = project;
    return { command: 'generate', mode, exitCode: exitCodes.clean, out: config.out, contexts, diagnostics, ...nothing };
  }
  const compiled = await compileProject(host, config, {
    assets: project.assets,
    sources,
    isComplete: memory.isComplete,
  });
  const { diagnostics, model, output } = compiled;
  const contexts = model === undefined ? [] : countContexts(model);
  const run = {
    diagnostics,
    contexts,
    changes: output?.changes,
    additions: output?.additions ?? [],
    files: output?.files ?? [],
  };
  if (mode === 'write' && run.changes !== undefined) await applyChanges(host, run.changes, config.out);
  if (isSettled(run, mode)) memory.remember(run);
  const { files: _files, ...said } = run;
  const exitCode = exitCodeOf(run, mode);
  return {
    command: 'generate',
    mode,
    exitCode,
    out: config.out,
    ...said,
    diagnostics: [...project.diagnostics, ...diagnostics],
  };
}

/** Removes what killed runs left beside the files they were writing. */
async function sweep({ host, config }: Project): Promise<void> {
  for (const folder of new Set([config.out, config.src])) await host.removeLeftovers(folder);
}

/** Whether the disk now holds exactly what the run wanted. */
function isSettled({ changes }: Run, mode: GenerateMode): boolean {
  return changes !== undefined && (mode === 'write' || changes.changes.length === 0);
}

function exitCodeOf({ diagnostics, changes }: Run, mode: GenerateMode): ExitCode {
  if (hasErrors(diagnostics)) return exitCodes.findings;
  const stale = mode === 'compare' && changes !== undefined && changes.changes.length > 0;
  return stale ? exitCodes.findings : exitCodes.clean;
}
