import { systemLater } from '../command/platform.js';
import { DeliveryFailedError } from '../errors/delivery-errors.js';
import type { Abort } from '../store/abort.js';

declare class AbortController {
  readonly signal: Abort;
  abort(reason?: unknown): void;
}

/** An attempt that is given up when it takes too long, or when the lease is lost, whether it notices or not. */
export async function inTime(
  { timeout, signal }: { readonly timeout: number; readonly signal: Abort },
  attempt: (signal: Abort) => Promise<void>,
): Promise<void> {
  const controller = new AbortController();
  const end: (() => void)[] = [];
  const givenUp = new Promise<never>((_, reject) => {
    const giveUp = (problem: string): void => {
      reject(new DeliveryFailedError(problem));
      controller.abort(problem);
    };
    const lost = (): void => giveUp('the lease was lost');
    end.push(systemLater(timeout, () => giveUp(`nobody answered within ${timeout} milliseconds`)));
    signal.addEventListener('abort', lost);
    end.push(() => signal.removeEventListener('abort', lost));
  });
  try {
    await Promise.race([attempt(controller.signal), givenUp]);
  } finally {
    for (const each of end) each();
    givenUp.catch(() => undefined);
  }
}
