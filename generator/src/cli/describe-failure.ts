import { StageError } from '../compile/stage-error.js';
import { PathRefusedError } from '../host/host.js';
import { type ExitCode, exitCodes } from './exit-codes.js';
import { packageVersion } from './package-metadata.js';
import type { Colors } from './terminal.js';
import { UsageError } from './usage-error.js';

export interface Failure {
  readonly exitCode: ExitCode;
  readonly text: string;
}

/** What to say, and how to end, when a command could not finish. Stacks are shown only when `debug` asks for them. */
export function describeFailure(error: unknown, colors: Colors, debug: boolean): Failure {
  const stack = debug && error instanceof Error ? `\n${stackOf(error)}` : '';
  if (error instanceof UsageError || error instanceof PathRefusedError || isSystemError(error)) {
    return { exitCode: exitCodes.usage, text: `${colors.red(colors.bold('error'))}  ${error.message}${stack}` };
  }
  return { exitCode: exitCodes.bug, text: bugText(error) + stack };
}

/** The disk or the system refused something: full, read-only, too many open files. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

function bugText(error: unknown): string {
  const at =
    error instanceof StageError
      ? `, in stage ${error.stage}${error.path === undefined ? '' : ` on ${error.path}`}`
      : '';
  const cause = error instanceof StageError ? error.cause : error;
  return [
    `varve ${packageVersion()} stopped because of a bug in it${at}:`,
    '',
    `   ${messageOf(cause)}`,
    '',
    'Nothing of your schemas is to blame. Please report it with this text, and with the file if you can share it.',
    'With VARVE_DEBUG=1 the place in the code is shown too.',
  ].join('\n');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function stackOf(error: Error): string {
  const own = error.stack ?? messageOf(error);
  return error.cause instanceof Error ? `${own}\ncaused by ${stackOf(error.cause)}` : own;
}
