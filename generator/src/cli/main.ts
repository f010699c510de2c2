/**
 * The command line: arguments in, an exit code out. Findings go to standard output, everything else to standard error.
 * The only folder that knows the process, the terminal and exit codes; what a command does is decided elsewhere.
 */
import { resolve } from 'node:path';
import { CommanderError } from 'commander';
import type { CommandReport } from './command-report.js';
import { describeFailure } from './describe-failure.js';
import { type ExitCode, exitCodes } from './exit-codes.js';
import { printJson } from './print-json.js';
import { printPretty } from './print-pretty.js';
import { type CommonFlags, createProgram } from './program.js';
import { ConfigurationError, openProject, type Project } from './project.js';
import { createTerminal, type Streams } from './terminal.js';

export interface Surroundings extends Streams {
  readonly cwd: string;
  /** Milliseconds, from any starting point. */
  readonly now: () => number;
}

/** Runs one command line, without the names of the runtime and the script. Throws only for bugs in parsing arguments. */
export async function main(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.clean;
  const program = createProgram(
    {
      async generate(flags, mode) {
        exitCode = await runCommand('generate', flags, surroundings, async (project) => {
          const { generate } = await import('./generate.js');
          return generate(project, mode);
        });
      },
      async check(flags) {
        exitCode = await runCommand('check', flags, surroundings, async (project) => {
          const { check } = await import('./check.js');
          return check(project);
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
  surroundings: Surroundings,
  work: Work,
): Promise<ExitCode> {
  const { cwd, now, env } = surroundings;
  const terminal = createTerminal(surroundings, flags.color);
  const started = now();
  try {
    const place = { cwd: resolve(cwd, flags.cwd ?? '.'), config: flags.config };
    const report = await reportOf(command, async () => work(await openProject(place)));
    if (flags.format === 'json') printJson(report, terminal);
    else await printPretty(report, terminal, (now() - started) / 1000);
    return report.exitCode;
  } catch (error) {
    const { exitCode, text } = describeFailure(error, terminal.paint.status, env['VARVE_DEBUG'] === '1');
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
    const { diagnostics } = error;
    const nothing = { contexts: [], changes: undefined, additions: [], out: '' };
    return { command, mode: 'none', exitCode: exitCodes.usage, diagnostics, ...nothing };
  }
}
