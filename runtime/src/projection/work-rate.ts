import { systemMilliseconds } from '../command/platform.js';

/** How much was done since when. */
export class WorkRate {
  readonly #begin = systemMilliseconds();
  #events = 0;

  get events(): number {
    return this.#events;
  }

  get perSecond(): number {
    const seconds = (systemMilliseconds() - this.#begin) / 1_000;
    return seconds > 0 ? Math.round(this.#events / seconds) : 0;
  }

  add(events: number): void {
    this.#events += events;
  }

  /** How long to wait so that no more than so many a second are done, in milliseconds. */
  pauseFor(mostPerSecond: number): number {
    return Math.max(0, (this.#events / mostPerSecond) * 1_000 - (systemMilliseconds() - this.#begin));
  }
}
