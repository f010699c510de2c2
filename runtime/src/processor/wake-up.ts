import { systemLater } from '../command/platform.js';

/** Waiting that can be cut short. */
export class WakeUp {
  #signals = 0;
  readonly #waiting = new Set<() => void>();

  /** How often it was rung so far: whoever begins to look now will see all of that. */
  get signals(): number {
    return this.#signals;
  }

  ring(): void {
    this.#signals += 1;
    for (const wake of [...this.#waiting]) wake();
  }

  /** Resolves after this long, or as soon as it was rung more often than `seen`. */
  async wait(milliseconds: number, seen = this.#signals): Promise<void> {
    if (this.#signals !== seen) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        takeBack();
        this.#waiting.delete(wake);
        resolve();
      };
      const takeBack = systemLater(milliseconds, wake);
      this.#waiting.add(wake);
    });
  }
}
