import { ExpectationError } from '../expectation-error.js';

/**
 * What a test of schemas fails with: which sample it was, what went wrong in it, with everything that caused it, and the data.
 * Data of samples is made up, or was checked in, so that it may be shown.
 */
export class SchemaTestError extends Error {
  readonly code = 'ERR_ASSERTION';

  constructor(what: string, cause: unknown, data?: string) {
    const shown = data === undefined ? '' : `\n\n  data  ${data}`;
    super(`${what}\n\n${messagesOf(cause).join('\n  because: ')}${shown}\n`, { cause });
  }

  override get name(): string {
    return 'AssertionError';
  }
}

/** The message and those of its causes; errors of steps name the step and keep what was thrown as their cause. */
function messagesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [String(error)];
  const message = error instanceof ExpectationError ? error.message : `${error.name}: ${error.message}`;
  return [message, ...(error.cause === undefined ? [] : messagesOf(error.cause))];
}
