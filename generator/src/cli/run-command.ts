import { resolve } from 'node:path';
import type { OnProgress } from '../compile/on-progress.js';
import { formatDiagnostic } from '../diagnostics/format-diagnostic.js';
import type { CommandReport } from './command-report.js';
import { describeFailure } from './describe-failure.js';
import { type ExitCode, exitCodes } from './exit-codes.js';
import { printReport } from './print-report.js';
import type { CommonFlags } from './program.js';
import { createProgress } from './progress.js';
import { ConfigurationError, openProject, type Project, type ProjectFlags } from './project.js';
import type { Surroundings } from './surroundings.js';
import { createTerminal, paintOf, type Terminal } from './terminal.js';

type Work = (project: Project, onProgress: OnProgress | undefined) => Promise<CommandReport>;

/** Opens the project, works, and prints the report in the format asked for. */
export async function runCommand(
  command: CommandReport['command'],
  flags: CommonFlags,
  surroundings: Surroundings & { readonly open?: (place: ProjectFlags) => Promise<Project> },
  work: Work,
): Promise<ExitCode> {
  const { cwd, env, now, open = openProject } = surroundings;
  const started = now();
  return guarded(flags, surroundings, async ({ place, terminal }) => {
    const progress = createProgress({ ...surroundings, format: flags.format });
    const report = await reportOf(command, async () => work(await open(place), progress.on)).finally(progress.end);
    const base = env['GITHUB_WORKSPACE'] ?? cwd;
    await printReport(report, terminal, { format: flags.format, base, seconds: (now() - started) / 1000 });
    return report.exitCode;
  });
}

export interface CommandContext {
  readonly place: ProjectFlags;
  readonly terminal: Terminal;
  readonly debug: boolean;
}

type PlaceFlags = Pick<CommonFlags, 'color'> & Partial<ProjectFlags>;

/** Whatever goes wrong is said, without a stack unless asked for, and gives the exit code. */
export async function guarded(
  flags: PlaceFlags,
  surroundings: Surroundings,
  work: (context: CommandContext) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { cwd, env } = surroundings;
  const terminal = createTerminal(surroundings, flags.color);
  const debug = env['VARVE_DEBUG'] === '1';
  try {
    const place = { cwd: resolve(cwd, flags.cwd ?? '.'), config: flags.config };
    return await work({ place, terminal, debug });
  } catch (error) {
    if (error instanceof ConfigurationError) return printMisconfigured(error, terminal);
    const { exitCode, text } = describeFailure(error, terminal.paint.status, debug);
    terminal.status(text);
    return exitCode;
  }
}

/** For commands that report nothing else. */
function printMisconfigured({ diagnostics }: ConfigurationError, terminal: Terminal): ExitCode {
  const paint = paintOf(terminal.paint.result);
  for (const diagnostic of diagnostics) terminal.result(`${formatDiagnostic(diagnostic, { paint })}\n`);
  return exitCodes.usage;
}

/** What is wrong with a configuration is a finding like any other, only that the run ends as wrong usage. */
async function reportOf(command: CommandReport['command'], work: () => Promise<CommandReport>): Promise<CommandReport> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const { diagnostics, root } = error;
    const nothing = { contexts: [], changes: undefined, additions: [], out: '' };
    return { command, mode: 'none', exitCode: exitCodes.usage, root, diagnostics, ...nothing };
  }
}
