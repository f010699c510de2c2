import { systemMilliseconds } from '../command/platform.js';
import type { GenerationWork } from './generation-work.js';
import type { BuildingReport } from './keeper-options.js';
import type { ProjectionStore } from './projection-store.js';
import { placesUpTo } from '../store/places-up-to.js';

const leastPause = 250;

/** Tells how far a build has come: a few times a second, and once more at its end. */
export class BuildingReporter {
  readonly #store: ProjectionStore;
  readonly #projection: string;
  readonly #report: (report: BuildingReport) => void;
  #last = 0;
  #isOver = false;

  constructor(store: ProjectionStore, projection: string, report: (report: BuildingReport) => void) {
    this.#store = store;
    this.#projection = projection;
    this.#report = report;
  }

  tell(work: GenerationWork): void {
    const now = systemMilliseconds();
    if (this.#isOver || (!work.isServing && now - this.#last < leastPause)) return;
    this.#last = now;
    this.#isOver = work.isServing;
    try {
      this.#report(this.#reportOf(work));
    } catch {
      // Whoever listens badly is no reason to stop.
    }
  }

  #reportOf(work: GenerationWork): BuildingReport {
    const { health, rate, isServing, generation } = work;
    const of = placesUpTo(this.#store, generation.head);
    const sum = (what: 'skipped' | 'parked'): number => health.reduce((all, each) => all + each[what], 0);
    return {
      projection: this.#projection,
      kind: isServing ? 'built' : 'building',
      done: isServing ? of : Math.min(of, this.#slowest(work)),
      of,
      events: rate.events,
      perSecond: rate.perSecond,
      skipped: sum('skipped'),
      parked: sum('parked'),
    };
  }

  /** Of the slices that this process works on. */
  #slowest({ health }: GenerationWork): number {
    const places = health
      .filter(({ state }) => state === 'leading')
      .map(({ logPosition: text }) =>
        placesUpTo(this.#store, text === undefined ? undefined : this.#store.parseLogPosition(text)),
      );
    return places.length === 0 ? 0 : Math.min(...places);
  }
}
