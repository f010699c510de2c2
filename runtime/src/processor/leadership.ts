import { isRuntimeError } from '../errors/is-runtime-error.js';
import type { Abort } from '../store/abort.js';
import type { Lease, Leasing } from '../store/lease.js';
import { WakeUp } from './wake-up.js';

declare class AbortController {
  readonly signal: Abort;
  abort(reason?: unknown): void;
}

/**
 * A lease that is renewed for as long as its holder works. That it is held is never believed without asking: each unit of
 * work holds it in the store, and fails there if it is no longer the last.
 */
export class Leadership {
  readonly lease: Lease;
  readonly #store: Leasing;
  readonly #lost = new AbortController();
  readonly #end = new WakeUp();
  readonly #renewing: Promise<void>;
  #ended = false;

  constructor(store: Leasing, lease: Lease, milliseconds: number) {
    this.#store = store;
    this.lease = lease;
    this.#renewing = this.#renew(milliseconds);
  }

  get isLost(): boolean {
    return this.#lost.signal.aborted;
  }

  /** Aborted when somebody else has taken over. */
  get signal(): Abort {
    return this.#lost.signal;
  }

  lose(): void {
    this.#lost.abort('The lease was lost.');
  }

  /** Gives the lease up, if it is still held, so that the next one need not wait for it. */
  async release(): Promise<void> {
    this.#ended = true;
    this.#end.ring();
    await this.#renewing;
    await this.#store.releaseLease(this.lease).catch(() => undefined);
  }

  async #renew(milliseconds: number): Promise<void> {
    for (;;) {
      await this.#end.wait(milliseconds / 3);
      if (this.#ended || this.isLost) return;
      try {
        if ((await this.#store.renewLease(this.lease, milliseconds)) === undefined) this.lose();
      } catch (error) {
        // A renewal that failed is tried again; whether the lease was lost meanwhile, the next unit of work learns.
        if (isRuntimeError(error, 'store-closed')) this.lose();
      }
    }
  }
}
