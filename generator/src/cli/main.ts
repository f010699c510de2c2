/**
 * The command line: arguments in, an exit code out. Findings go to standard output, everything else to standard error.
 * The only folder that knows the process, the terminal and exit codes; what a command does is decided elsewhere.
 */
import { CommanderError } from 'commander';
import { createActions } from './actions.js';
import { type ExitCode, exitCodes } from './exit-codes.js';
import { createProgram } from './program.js';
import type { Surroundings } from './surroundings.js';

/** Runs one command line, without the names of the runtime and the script. Throws only for bugs in parsing arguments. */
export async function main(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.clean;
  const actions = createActions(surroundings, (code) => (exitCode = code));
  const program = createProgram(actions, {
    out: (text) => void surroundings.stdout.write(text),
    err: (text) => void surroundings.stderr.write(text),
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has said what is wrong, or has shown the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.clean : exitCodes.usage;
    throw error;
  }
}
