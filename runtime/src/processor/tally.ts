import type { FailedEvent, ProcessorHealth, ProcessorReport } from './processor-options.js';

/** What a processor has done so far, kept for those who ask and told to those who listen. */
export class Tally {
  readonly #report: (report: ProcessorReport) => void;
  #health: ProcessorHealth = {
    state: 'new',
    caughtUp: false,
    logPosition: undefined,
    handled: 0,
    skipped: 0,
    parked: 0,
    lastError: undefined,
  };

  constructor(report: (report: ProcessorReport) => void) {
    this.#report = report;
  }

  get health(): ProcessorHealth {
    return this.#health;
  }

  is(state: ProcessorHealth['state']): void {
    this.#note({ state });
  }

  leads(epoch: number): void {
    this.#note({ state: 'leading', caughtUp: false });
    this.#report({ kind: 'leading', epoch });
  }

  standsBy(): void {
    if (this.#health.state === 'standing-by') return;
    this.#note({ state: 'standing-by', caughtUp: false });
    this.#report({ kind: 'standing-by' });
  }

  lost(): void {
    this.#report({ kind: 'lease-lost' });
  }

  looked(caughtUp: boolean): void {
    this.#note({ caughtUp });
  }

  begins(logPosition: string | undefined): void {
    this.#note({ logPosition });
  }

  committed(handled: number, logPosition: string | undefined): void {
    this.#note({ handled: this.#health.handled + handled, logPosition });
    this.#report({ kind: 'committed', handled });
  }

  failed(event: FailedEvent, error: unknown): void {
    this.#note({ lastError: error });
    this.#report({ kind: 'failed', event, error });
  }

  skipped(event: FailedEvent, error: unknown): void {
    this.#note({ skipped: this.#health.skipped + 1 });
    this.#report({ kind: 'skipped', event, error });
  }

  parked(event: FailedEvent, error: unknown): void {
    this.#note({ parked: this.#health.parked + 1 });
    this.#report({ kind: 'parked', event, error });
  }

  storeFailed(error: unknown): void {
    this.#note({ lastError: error });
    this.#report({ kind: 'store-failed', error });
  }

  #note(change: Partial<ProcessorHealth>): void {
    this.#health = { ...this.#health, ...change };
  }
}
