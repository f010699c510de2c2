import { DeadlinePassedError } from '../errors/command-errors.js';
import { isRuntimeError } from '../errors/is-runtime-error.js';
import { InvalidUseError } from '../errors/command-errors.js';
import { OperationAbortedError } from '../errors/store-argument-errors.js';
import { compareInstants, isInstant } from '../shape/date-formats.js';
import type { CommandOptions } from './command-options.js';
import type { Settings } from './context.js';

const firstPause = 10;
const longestPause = 1_000;

/** Waits before the next attempt: a random part of a span that doubles, so that rivals do not meet again. */
export function pause({ random, sleep }: Settings, attempt: number): Promise<void> {
  return sleep(random() * Math.min(firstPause * 2 ** (attempt - 1), longestPause));
}

/**
 * Refuses to begin when the caller has given up.
 * @throws OperationAbortedError, DeadlinePassedError; InvalidUseError for a deadline that is no instant
 */
export function refuseLate({ signal, deadline }: CommandOptions, { now }: Settings): void {
  if (signal?.aborted === true) throw new OperationAbortedError(signal.reason);
  if (deadline === undefined) return;
  if (!isInstant(deadline)) throw new InvalidUseError('A deadline is an instant in UTC such as 2026-02-28T23:59:59Z.');
  if (compareInstants(now(), deadline) > 0) throw new DeadlinePassedError(deadline);
}

/** What a write came to, and whether it had to be sent again to be sure. */
export interface Sure<T> {
  readonly answer: T;
  readonly repeated: boolean;
}

/**
 * Makes sure of a write: where its outcome is unknown, it is sent again as it was, which the store recognises by its ids.
 * @param write is told whether it is sent for the first time; only then may it be aborted
 * @throws OutcomeUnknownError when it stays unknown
 */
export async function makeSure<T>(settings: Settings, write: (first: boolean) => Promise<T>): Promise<Sure<T>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { answer: await write(attempt === 1), repeated: attempt > 1 };
    } catch (error) {
      if (attempt > settings.attempts || !isRuntimeError(error, 'outcome-unknown')) throw error;
    }
    await pause(settings, attempt);
  }
}
