/**
 * The command line: arguments in, an exit code out. Findings go to standard output, everything else to standard error.
 * The only folder that knows the process, the terminal and exit codes; what a command does is decided elsewhere.
 */
import { resolve } from 'node:path';
import { CommanderError } from 'commander';
import type { CommandReport } from './command-report.js';
import { describeFailure } from './describe-failure.js';
import { type ExitCode, exitCodes } from './exit-codes.js';
import { printReport } from './print-report.js';
import { type CommonFlags, createProgram } from './program.js';
import { ConfigurationError, openProject, type Project, type ProjectFlags } from './project.js';
import { type Input, readInput } from './standard-input.js';
import { createTerminal, type Streams, type Terminal } from './terminal.js';

export interface Surroundings extends Streams {
  readonly stdin: Input;
  readonly cwd: string;
  /** Milliseconds, from any starting point. */
  readonly now: () => number;
  /** Aborted when the process is asked to end. Whoever calls it ends by itself then. */
  readonly stopped: () => AbortSignal;
}

/** Runs one command line, without the names of the runtime and the script. Throws only for bugs in parsing arguments. */
export async function main(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.clean;
  const program = createProgram(
    {
      async generate(flags, mode, options) {
        exitCode = await runCommand('generate', flags, surroundings, async (project) => {
          const { generate } = await import('./generate.js');
          return generate(project, mode, options);
        });
      },
      async watch(flags) {
        exitCode = await guarded(flags, surroundings, async (context) => {
          const { watch } = await import('./watch/watch.js');
          return watch({ ...context, now: surroundings.now, stopped: surroundings.stopped() });
        });
      },
      async init(flags) {
        exitCode = await guarded(flags, surroundings, async ({ place, terminal }) => {
          const { init } = await import('./init/init.js');
          const { now, stdin, stderr } = surroundings;
          const mayAsk = stdin.isTTY === true && stderr.isTTY === true && !surroundings.env['CI'];
          return init({ folder: place.cwd, flags, terminal, now, mayAsk });
        });
      },
      async check(flags) {
        const { stdinFilepath } = flags;
        const open = async (place: ProjectFlags): Promise<Project> => {
          if (stdinFilepath === undefined) return openProject(place);
          const { openWithText } = await import('./check-input.js');
          return openWithText(place, stdinFilepath, await readInput(surroundings.stdin));
        };
        exitCode = await runCommand('check', flags, { ...surroundings, open }, async (project) => {
          const { check } = await import('./check.js');
          return check(project);
        });
      },
      async explain(code, { color }) {
        exitCode = await guarded({ color }, surroundings, async ({ terminal }) => {
          const { explain } = await import('./explain.js');
          terminal.result(explain(code, terminal.paint.result));
          return exitCodes.clean;
        });
      },
      async format({ check = false, stdinFilepath, ...flags }) {
        exitCode = await guarded(flags, surroundings, async ({ place, terminal }) => {
          const { format, formatInput } = await import('./format.js');
          if (stdinFilepath === undefined) return format(await openProject(place), terminal, { check });
          return formatInput({ path: stdinFilepath, text: await readInput(surroundings.stdin) }, terminal);
        });
      },
    },
    {
      out: (text) => void surroundings.stdout.write(text),
      err: (text) => void surroundings.stderr.write(text),
    },
  );
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has said what is wrong, or has shown the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.clean : exitCodes.usage;
    throw error;
  }
}

type Work = (project: Project) => Promise<CommandReport>;

async function runCommand(
  command: CommandReport['command'],
  flags: CommonFlags,
  surroundings: Surroundings & { readonly open?: (place: ProjectFlags) => Promise<Project> },
  work: Work,
): Promise<ExitCode> {
  const { cwd, env, now, open = openProject } = surroundings;
  const started = now();
  return guarded(flags, surroundings, async ({ place, terminal }) => {
    const report = await reportOf(command, async () => work(await open(place)));
    const base = env['GITHUB_WORKSPACE'] ?? cwd;
    await printReport(report, terminal, { format: flags.format, base, seconds: (now() - started) / 1000 });
    return report.exitCode;
  });
}

interface CommandContext {
  readonly place: ProjectFlags;
  readonly terminal: Terminal;
  readonly debug: boolean;
}

type PlaceFlags = Pick<CommonFlags, 'color'> & Partial<ProjectFlags>;

/** Whatever goes wrong is said, without a stack unless asked for, and gives the exit code. */
async function guarded(
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
    const { exitCode, text } = describeFailure(error, terminal.paint.status, debug);
    terminal.status(text);
    return exitCode;
  }
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
