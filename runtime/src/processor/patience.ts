import { isPassing } from './infrastructure.js';
import type { Tally } from './tally.js';
import type { WakeUp } from './wake-up.js';

export interface PatienceSettings {
  readonly firstPause: number;
  readonly longestPause: number;
  readonly random: () => number;
}

/** Does things again and again while the store is away: a processor outlives that. */
export class Patience {
  readonly #settings: PatienceSettings;
  readonly #tally: Tally;
  readonly #stopping: WakeUp;
  readonly #isStopping: () => boolean;

  constructor(settings: PatienceSettings, tally: Tally, stopping: WakeUp, isStopping: () => boolean) {
    this.#settings = settings;
    this.#tally = tally;
    this.#stopping = stopping;
    this.#isStopping = isStopping;
  }

  /** @throws what does not pass, and anything once the processor is to stop */
  async try<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        if (!isPassing(error) || this.#isStopping()) throw error;
        await this.wait(error, attempt);
      }
    }
  }

  /** Notes that the store failed, and waits a while; ends when the processor is to stop. */
  async wait(error: unknown, attempt = 0): Promise<void> {
    const { firstPause, longestPause, random } = this.#settings;
    this.#tally.storeFailed(error);
    // It may have been rung already.
    if (this.#isStopping()) return;
    await this.#stopping.wait(Math.min(firstPause * 2 ** attempt, longestPause) * (0.5 + random() / 2));
  }
}
