/**
 * `generate --watch`: the same run as `generate`, again whenever something changed that it reads. Whatever goes wrong in one
 * cycle is said, and the next change gets its cycle; only a stop, or a disk that cannot be watched, ends the watch.
 */
import { formatDiagnostic } from '../../diagnostics/format-diagnostic.js';
import type { CommandReport } from '../command-report.js';
import { describeFailure } from '../describe-failure.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { findConfig } from '../find-config.js';
import { generate } from '../generate.js';
import { printPretty } from '../print-pretty.js';
import { createSession, type Session } from '../session.js';
import { ConfigurationError, openProject, type Project, type ProjectFlags } from '../project.js';
import { paintOf, type Terminal } from '../terminal.js';
import { readSources } from '../../compile/read-sources.js';
import { type Changes, watchChanges } from './changes.js';
import { cycleLine, named } from './cycle-line.js';
import { createSettled, type Settled } from './settled.js';
import { type Watched, watchedKey } from './watched-paths.js';

export interface WatchContext {
  readonly place: ProjectFlags;
  readonly terminal: Terminal;
  readonly now: () => number;
  readonly stopped: AbortSignal;
  readonly debug: boolean;
}

/** Ends with 0 when it is stopped. @throws UsageError when there is no configuration to begin with */
export async function watch(context: WatchContext): Promise<ExitCode> {
  const { place, terminal, stopped } = context;
  const { root, name } = findConfig(place.cwd, place.config);
  const session = createSession();
  const settled = createSettled();
  let watched: Watched = { root, configName: name, schemas: [], folders: [], out: '' };
  let changes = await watchChanges(watched, stopped);
  try {
    for (let group: readonly string[] | undefined = []; group !== undefined; group = await changes.next()) {
      const project = await opened(group, context);
      if (project === undefined) continue;
      const wanted = { ...watched, ...watchedBy(project) };
      if (watchedKey(wanted) !== watchedKey(watched)) changes = await replaced(changes, wanted, stopped);
      watched = wanted;
      await cycle(project, group, { ...context, session, settled });
      if (group.length === 0) terminal.status(`  watching ${named(wanted.schemas)}; Ctrl+C ends it`);
    }
  } finally {
    await changes.close();
  }
  return exitCodes.clean;
}

function watchedBy({ config }: Project): Pick<Watched, 'schemas' | 'folders' | 'out'> {
  const { folder, files } = config.templates;
  return {
    schemas: config.schemas,
    folders: [...(folder === undefined ? [] : [folder]), ...Object.values(files)],
    out: config.out,
  };
}

/** The new watcher is ready before the old one goes, and before anything is read. */
async function replaced(old: Changes, watched: Watched, stopped: AbortSignal): Promise<Changes> {
  const changes = await watchChanges(watched, stopped);
  await old.close();
  return changes;
}

/** `undefined` while the configuration is missing or wrong; then it has been said. */
async function opened(group: readonly string[], context: WatchContext): Promise<Project | undefined> {
  const { place, terminal } = context;
  try {
    return await openProject(place);
  } catch (error) {
    if (error instanceof ConfigurationError) {
      printFindings(error.diagnostics, terminal);
      terminal.status(
        `  ${named(group.length === 0 ? [place.config ?? 'varve.config.yaml'] : group)}  nothing written`,
      );
    } else fail(error, context);
    return undefined;
  }
}

interface CycleContext extends WatchContext {
  readonly session: Session;
  readonly settled: Settled;
}

async function cycle(project: Project, group: readonly string[], context: CycleContext): Promise<void> {
  const { terminal, now, session, settled } = context;
  const started = now();
  try {
    const sources = await readSources(project.host, project.config);
    if (settled.isLike(project, sources)) return;
    const report = await generate(project, 'write', { session, sources });
    if (report.changes !== undefined) settled.set(project, sources);
    else settled.clear();
    const spent = now() - started;
    // The first run tells as much as `generate` does.
    if (group.length === 0) {
      await printPretty(report, terminal, spent / 1000);
      return;
    }
    printFindings(report.diagnostics, terminal);
    terminal.status(`  ${cycleLine(group, report)}  ${terminal.paint.status.dim(`${Math.round(spent)} ms`)}`);
  } catch (error) {
    settled.clear();
    fail(error, context);
  }
}

function printFindings(diagnostics: CommandReport['diagnostics'], terminal: Terminal): void {
  const paint = paintOf(terminal.paint.result);
  for (const diagnostic of diagnostics) terminal.result(`${formatDiagnostic(diagnostic, { paint })}\n`);
}

function fail(error: unknown, { terminal, debug }: WatchContext): void {
  terminal.status(describeFailure(error, terminal.paint.status, debug).text);
}
