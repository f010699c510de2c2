import { readAssets } from '../assets.js';
import type { Addition, ProducedFile } from '../compile/produce-files.js';
import { readSources, type Sources } from '../compile/read-sources.js';
import type { OnProgress } from '../compile/on-progress.js';
import type { LocatedDiagnostic } from '../diagnostics/diagnostic.js';
import { createSettingsFinder } from '../host/format-settings.js';
import { hasErrors } from '../diagnostics/stage-result.js';
import { applyChanges } from '../reconcile/apply-changes.js';
import type { ChangeSet } from '../reconcile/change-set.js';
import type { CommandReport } from './command-report.js';
import { type ContextCount, countContexts } from './count-contexts.js';
import { type ExitCode, exitCodes } from './exit-codes.js';
import type { Project } from './project.js';
import { type KnownRun, openMemory, type RunMemory } from './run-memory.js';
import type { Session } from './session.js';

export type GenerateMode = 'write' | 'compare' | 'preview';

interface Run {
  readonly diagnostics: readonly LocatedDiagnostic[];
  readonly contexts: readonly ContextCount[];
  readonly changes: ChangeSet | undefined;
  readonly additions: readonly Addition[];
  readonly files: readonly ProducedFile[];
}

export interface GenerateOptions {
  /** What earlier runs in this process left. */
  readonly session?: Session | undefined;
  /** What `readSources` gave, where it was called before. */
  readonly sources?: Sources;
  /** Trust nothing that is remembered, and write every generated file anew. */
  readonly clean?: boolean;
  readonly onProgress?: OnProgress | undefined;
}

/** Compiles, and writes what differs in mode `write`. All modes judge the very same change set. */
export async function generate(
  project: Project,
  mode: GenerateMode,
  { session, clean = false, onProgress, ...options }: GenerateOptions = {},
): Promise<CommandReport> {
  const { host, config } = project;
  if (mode === 'write') await sweep(project);
  const sources = options.sources ?? (await readSources(host, config));
  const memory = openMemory(project, sources, session);
  const known = await recalled(memory, { session, clean });
  const run =
    known === undefined
      ? await compile(project, sources, { ...memory, session, clean, onProgress })
      : nothingToDo(known);
  const { contexts, changes, additions } = run;
  if (mode === 'write' && changes !== undefined) {
    await applyChanges(host, changes, config.out, (done, total) => onProgress?.('write', done, total));
  }
  if (known === undefined && isSettled(run, mode)) memory.remember(run);
  const diagnostics = [...project.diagnostics, ...run.diagnostics];
  const exitCode = exitCodeOf(run, mode);
  const { root, out } = config;
  return { command: 'generate', mode, exitCode, root, diagnostics, contexts, changes, additions, out };
}

/** A session's later runs are asked for only because something has changed. */
async function recalled(memory: RunMemory, { session, clean }: GenerateOptions): Promise<KnownRun | undefined> {
  const isFirst = session?.isNew !== false;
  if (session !== undefined) session.isNew = false;
  return clean === true || !isFirst ? undefined : memory.recall();
}

/** Loads everything from parsing to rendering, which a run that has nothing to do never needs. */
async function compile(
  { host, config, today }: Project,
  sources: Sources,
  { isComplete, session, clean = false, onProgress }: Pick<RunMemory, 'isComplete'> & GenerateOptions,
): Promise<Run> {
  const { compileProject } = await import('../compile.js');
  const options = {
    assets: readAssets(),
    today,
    sources,
    isComplete: clean ? () => false : isComplete,
    hasFormatSettings: createSettingsFinder(),
    memory: session?.compile,
    rewrite: clean,
    onProgress,
  };
  const { diagnostics, model, output } = await compileProject(host, config, options);
  const contexts = model === undefined ? [] : countContexts(model);
  const { changes, additions = [], files = [] } = output ?? {};
  return { diagnostics, contexts, changes, additions, files };
}

function nothingToDo({ contexts, unchanged }: KnownRun): Run {
  return { diagnostics: [], contexts, changes: { changes: [], unchanged }, additions: [], files: [] };
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
