import { DeadlinePassedError } from '../errors/command-errors.js';
import { isRuntimeError } from '../errors/is-runtime-error.js';
import { InvalidUseError } from '../errors/command-errors.js';
import { OperationAbortedError } from '../errors/store-argument-errors.js';
import { compareInstants, isInstant } from '../shape/date-formats.js';
import type { Abort } from '../store/abort.js';
import type { AppendResult, WriteOptions } from '../store/append.js';
import type { CommandOptions } from './command-options.js';
import type { Settings } from './context.js';

const firstPause = 10;
const longestPause = 1_000;

type Pausing = Pick<Settings, 'random' | 'sleep'>;
type Persistence = Pausing & Pick<Settings, 'attempts'>;

/** Waits before the next attempt: a random part of a span that doubles, so that rivals do not meet again. */
export function pause({ random, sleep }: Pausing, attempt: number): Promise<void> {
  return sleep(random() * Math.min(firstPause * 2 ** (attempt - 1), longestPause));
}

/**
 * Refuses to begin when the caller has given up.
 * @throws OperationAbortedError, DeadlinePassedError; InvalidUseError for a deadline that is no instant
 */
export function refuseLate({ signal, deadline }: CommandOptions, { now }: Pick<Settings, 'now'>): void {
  if (signal?.aborted === true) throw new OperationAbortedError(signal.reason);
  if (deadline === undefined) return;
  if (!isInstant(deadline)) throw new InvalidUseError('A deadline is an instant in UTC such as 2026-02-28T23:59:59Z.');
  if (compareInstants(now(), deadline) > 0) throw new DeadlinePassedError(deadline);
}

/**
 * Makes sure of a write whose outcome is unknown: it is sent again as it was, which the store recognises by its ids.
 * @param error what the first attempt threw; thrown again when it is anything else
 * @throws OutcomeUnknownError when it stays unknown
 */
export async function makeSure<T>(settings: Persistence, error: unknown, write: () => Promise<T>): Promise<T> {
  for (let attempt = 1, last = error; ; attempt += 1) {
    if (attempt > settings.attempts || !isRuntimeError(last, 'outcome-unknown')) throw last;
    await pause(settings, attempt);
    try {
      return await write();
    } catch (failure) {
      last = failure;
    }
  }
}

/** What an append came to; `repeated` where it had to be sent again to be sure. */
export type SureAppend<Answer extends AppendResult = AppendResult> = Answer & { readonly repeated?: true };

/** Appends by `write`, and makes sure of it. Once sent, a write is no longer aborted. Rejects as `EventWriter.append` does. */
export function appendSurely(
  settings: Settings,
  write: (options?: WriteOptions) => Promise<AppendResult>,
  signal: Abort | undefined,
): Promise<SureAppend> {
  // No `async` and no `await`: nearly every append passes here without a second look.
  return write(signal === undefined ? undefined : { signal }).catch(async (error: unknown): Promise<SureAppend> => {
    const answer = await makeSure(settings, error, () => write());
    return { ...answer, repeated: true };
  });
}
