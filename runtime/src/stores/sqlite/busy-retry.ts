import { StoreBusyError } from '../../errors/store-errors.js';
import { isBusy } from './sqlite-errors.js';
import { elapsed, pause } from './timers.js';

const longestPause = 25;

/**
 * Does `attempt` again, with growing random pauses, as long as SQLite answers «busy». SQLite's own waiting would block
 * the whole event loop, so it is switched off.
 * @throws StoreBusyError after `patience` milliseconds, and whatever else `attempt` throws
 */
export async function retryBusy<T>(attempt: () => T, patience: number): Promise<T> {
  const began = elapsed();
  for (let pauseUpTo = 1; ; pauseUpTo = Math.min(pauseUpTo * 2, longestPause)) {
    try {
      return attempt();
    } catch (error) {
      if (!isBusy(error)) throw error;
      const waited = elapsed() - began;
      if (waited >= patience) throw new StoreBusyError(Math.round(waited), { cause: error });
      await pause(pauseUpTo * (0.5 + Math.random() / 2));
    }
  }
}
