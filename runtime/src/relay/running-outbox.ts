import { InvalidUseError } from '../errors/command-errors.js';
import { isLeaseLost, isPassing } from '../processor/infrastructure.js';
import { Leadership } from '../processor/leadership.js';
import type { ReplayResult } from '../processor/parked-events.js';
import { Patience } from '../processor/patience.js';
import type { ProcessorHealth } from '../processor/processor-options.js';
import { Tally } from '../processor/tally.js';
import { WakeUp } from '../processor/wake-up.js';
import type { Abort } from '../store/abort.js';
import type { Lease } from '../store/lease.js';
import type { ParkedEvent } from '../store/parked-event.js';
import { refuseAborted } from '../store/read-bounds.js';
import type { Unit } from '../store/unit.js';
import { OutboxDesk } from './outbox-desk.js';
import type { OutboxSettings } from './outbox-settings.js';
import { outboxName, parkedName } from './parked-order.js';
import { ParkedOrders } from './parked-orders.js';

interface Replay {
  readonly name: string | undefined;
  readonly resolve: (result: ReplayResult) => void;
  readonly reject: (error: unknown) => void;
}

const waiterPause = 20;

/** One life of an outbox relay: new, standing by or leading by turns, then stopped or failed. */
export class RunningOutbox<U extends Unit> {
  readonly ended: Promise<void>;
  readonly #settings: OutboxSettings<U>;
  readonly #tally: Tally;
  readonly #patience: Patience;
  /** Rung by the store, by orders that are through, by replays and stopping. */
  readonly #wake = new WakeUp();
  readonly #stopping = new WakeUp();
  readonly #isStopping = (): boolean => this.#stopped;
  readonly #replays = new Set<Replay>();
  #unheard: Replay[] = [];
  #stopped = false;
  #started = false;
  #desk: OutboxDesk<U> | undefined;
  #settle: { readonly resolve: () => void; readonly reject: (error: unknown) => void } | undefined;

  constructor(settings: OutboxSettings<U>) {
    this.#settings = settings;
    this.#tally = new Tally(settings.report);
    this.#patience = new Patience(settings, this.#tally, this.#stopping, this.#isStopping);
    this.ended = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    // Whoever asks for it later still learns it; nobody's process ends for not asking.
    this.ended.catch(() => undefined);
  }

  get health(): ProcessorHealth & { readonly heldUp: number } {
    return { ...this.#tally.health, heldUp: this.#desk?.heldUp ?? 0 };
  }

  async start(): Promise<void> {
    if (this.#started) throw new InvalidUseError(`${outboxName} was started or stopped before.`);
    this.#started = true;
    const leave = this.#settings.store.onAppend?.(() => this.#wake.ring());
    let ready = (): void => undefined;
    const isReady = new Promise<void>((resolve) => {
      ready = resolve;
    });
    const run = this.#live(ready).finally(leave);
    run.then(
      () => this.#end('stopped'),
      (error: unknown) => this.#end('failed', error),
    );
    await Promise.race([isReady, run]);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake.ring();
    this.#stopping.ring();
    if (!this.#started) this.#end('stopped');
    this.#started = true;
    await this.ended.catch(() => undefined);
  }

  replayParked(name: string | undefined): Promise<ReplayResult> {
    if (this.#stopped) return Promise.reject(this.#wasStopped());
    if (this.health.state === 'failed') return this.ended.then(() => Promise.reject(this.#wasStopped()));
    return new Promise((resolve, reject) => {
      const replay: Replay = { name, resolve, reject };
      this.#replays.add(replay);
      this.#unheard.push(replay);
      this.#wake.ring();
    });
  }

  /** Everything that waits now has left, or is parked. */
  async emptied(signal: Abort | undefined): Promise<void> {
    const { store } = this.#settings;
    for (;;) {
      refuseAborted(signal);
      const { state } = this.health;
      const parked = await store.readParked(outboxName);
      const besides = new ParkedOrders(parked, nameOf).orders();
      if ((await store.readOutbox(1, { besides })).length === 0) return;
      if (state === 'failed') await this.ended;
      if (state === 'stopped') throw this.#wasStopped();
      await this.#stopping.wait(waiterPause);
    }
  }

  #wasStopped(): InvalidUseError {
    return new InvalidUseError(`${outboxName} was stopped.`);
  }

  #end(state: 'stopped' | 'failed', error?: unknown): void {
    this.#tally.is(state);
    for (const { reject } of this.#replays) reject(error ?? this.#wasStopped());
    if (state === 'failed') this.#settle?.reject(error);
    else this.#settle?.resolve();
  }

  /** The target is closed behind the last attempt. */
  async #live(ready: () => void): Promise<void> {
    try {
      await this.#run(ready);
    } finally {
      await this.#settings.delivering.target.close?.();
    }
  }

  async #run(ready: () => void): Promise<void> {
    const { store, owner, lease: milliseconds, random } = this.#settings;
    while (!this.#stopped) {
      const asked = { name: outboxName, owner, milliseconds };
      const { kind, lease } = await this.#patience.try(() => store.acquireLease(asked));
      if (kind === 'acquired') {
        await this.#lead(lease, ready);
        continue;
      }
      this.#tally.standsBy();
      ready();
      await this.#stopping.wait(milliseconds / 4 + (milliseconds / 8) * random());
    }
    ready();
  }

  async #lead(lease: Lease, ready: () => void): Promise<void> {
    const leadership = new Leadership(this.#settings.store, lease, this.#settings.lease);
    leadership.signal.addEventListener('abort', () => this.#wake.ring());
    try {
      await this.#deliver(leadership, ready);
      if (leadership.isLost) this.#tally.lost();
    } catch (error) {
      if (isLeaseLost(error)) this.#tally.lost();
      // What could not be removed any more is delivered once more by the next one.
      else if (!this.#stopped || !isPassing(error)) throw error;
    } finally {
      await leadership.release();
    }
  }

  async #deliver(leadership: Leadership, ready: () => void): Promise<void> {
    const parked = new ParkedOrders(await this.#patience.try(() => allParked(this.#settings)), nameOf);
    this.#tally.leads(leadership.lease.epoch);
    ready();
    // Those that were asked for while another one led, and those that its end cut short.
    this.#unheard = [...this.#replays];
    this.#desk = new OutboxDesk({
      ...{ settings: this.#settings, leadership, parked },
      ...{ patience: this.#patience, tally: this.#tally, wake: this.#wake, isStopping: this.#isStopping },
    });
    await this.#desk.work(() => {
      for (const replay of this.#unheard.splice(0)) {
        parked.replay(replay.name, (result) => {
          this.#replays.delete(replay);
          replay.resolve(result);
        });
      }
    });
  }
}

const nameOf = ({ orderKey }: { readonly orderKey: string }): ReturnType<typeof parkedName> => parkedName(orderKey);

/** There is no cursor, so what was read is asked for again with more. */
async function allParked({ store }: Pick<OutboxSettings<Unit>, 'store'>): Promise<readonly ParkedEvent[]> {
  for (let limit = 1_000; ; limit *= 4) {
    const found = await store.readParked(outboxName, { limit });
    if (found.length < limit) return found;
  }
}
