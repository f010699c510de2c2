import { InvalidUseError } from '../errors/command-errors.js';
import type { StreamName } from '../message/identifiers.js';
import type { Registry } from '../registry/registry.js';
import type { Abort } from '../store/abort.js';
import type { Lease } from '../store/lease.js';
import { refuseAborted } from '../store/read-bounds.js';
import type { LogPosition } from '../store/stored-event.js';
import type { Unit } from '../store/unit.js';
import { placeOfCheckpoint } from './checkpoints.js';
import { followLog, resume } from './follow-log.js';
import type { Desk } from './desk.js';
import { isLeaseLost } from './infrastructure.js';
import { Leadership } from './leadership.js';
import { handleParked, type ReplayResult, streamsWithParked } from './parked-events.js';
import { Patience } from './patience.js';
import type { ProcessorHealth } from './processor-options.js';
import type { ProcessorSettings } from './settings.js';
import { Tally } from './tally.js';
import { WakeUp } from './wake-up.js';

interface Replay {
  readonly streamName: StreamName | undefined;
  readonly resolve: (result: ReplayResult) => void;
  readonly reject: (error: unknown) => void;
}

const waiterPause = 20;

/** One life of a processor: new, standing by or leading by turns, then stopped or failed. */
export class RunningProcessor<R extends readonly Registry[], U extends Unit> {
  readonly ended: Promise<void>;
  readonly #settings: ProcessorSettings<R, U>;
  readonly #tally: Tally;
  readonly #patience: Patience;
  /** Rung by appends, replays and stopping. */
  readonly #wake = new WakeUp();
  readonly #stopping = new WakeUp();
  readonly #replays: Replay[] = [];
  readonly #isStopping = (): boolean => this.#stopped;
  #stopped = false;
  #handsOver = false;
  #started = false;
  #settle: { readonly resolve: () => void; readonly reject: (error: unknown) => void } | undefined;

  constructor(settings: ProcessorSettings<R, U>) {
    this.#settings = settings;
    this.#tally = new Tally(settings.report);
    this.#patience = new Patience(settings, this.#tally, this.#stopping, this.#isStopping);
    this.ended = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    // Whoever asks for it later still learns it; nobody's process ends for not asking.
    this.ended.catch(() => undefined);
  }

  get health(): ProcessorHealth {
    return this.#tally.health;
  }

  async start(): Promise<void> {
    const { name, store } = this.#settings;
    if (this.#started) throw new InvalidUseError(`${name} was started or stopped before.`);
    this.#started = true;
    const leave = store.onAppend?.(() => this.#wake.ring());
    let ready = (): void => undefined;
    const isReady = new Promise<void>((resolve) => {
      ready = resolve;
    });
    const run = this.#run(ready).finally(leave);
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

  /** Gives the lease up after the page in hand, and stands by. */
  handOver(): void {
    this.#handsOver = true;
    this.lookAgain();
  }

  /** Ends a wait: there may be something to do. */
  lookAgain(): void {
    this.#wake.ring();
    this.#stopping.ring();
  }

  replayParked(streamName: StreamName | undefined): Promise<ReplayResult> {
    if (this.#stopped) return Promise.reject(this.#wasStopped());
    if (this.health.state === 'failed') return this.ended.then(() => Promise.reject(this.#wasStopped()));
    return new Promise((resolve, reject) => {
      this.#replays.push({ streamName, resolve, reject });
      this.#wake.ring();
    });
  }

  async reached(place: LogPosition, signal: Abort | undefined): Promise<void> {
    const { store, name } = this.#settings;
    for (;;) {
      refuseAborted(signal);
      const { state } = this.health;
      const checkpoint = await store.findCheckpoint(name);
      const committed = checkpoint && (await placeOfCheckpoint(store, checkpoint));
      if (committed !== undefined && store.compareLogPositions(committed, place) >= 0) return;
      if (state === 'failed') await this.ended;
      if (state === 'stopped') throw this.#wasStopped();
      await this.#stopping.wait(waiterPause);
    }
  }

  #wasStopped(): InvalidUseError {
    return new InvalidUseError(`${this.#settings.name} was stopped.`);
  }

  #end(state: 'stopped' | 'failed', error?: unknown): void {
    this.#tally.is(state);
    for (const { reject } of this.#replays.splice(0)) reject(error ?? this.#wasStopped());
    if (state === 'failed') this.#settle?.reject(error);
    else this.#settle?.resolve();
  }

  async #run(ready: () => void): Promise<void> {
    const { store, lease: milliseconds, random } = this.#settings;
    while (!this.#stopped) {
      const lease = await this.#patience.try(() => this.#acquire());
      if (lease === undefined) {
        this.#tally.standsBy();
        ready();
        await this.#stopping.wait(milliseconds / 4 + (milliseconds / 8) * random());
        continue;
      }
      this.#handsOver = false;
      const leadership = new Leadership(store, lease, milliseconds);
      try {
        await this.#lead(leadership, ready);
        if (leadership.isLost) this.#tally.lost();
      } catch (error) {
        if (!isLeaseLost(error)) throw error;
        this.#tally.lost();
      } finally {
        await leadership.release();
      }
    }
    ready();
  }

  async #acquire(): Promise<Lease | undefined> {
    const { store, name, owner, lease: milliseconds, work } = this.#settings;
    if (work.mayTake !== undefined && !(await work.mayTake())) return undefined;
    const result = await store.acquireLease({ name, owner, milliseconds });
    return result.kind === 'acquired' ? result.lease : undefined;
  }

  async #lead(leadership: Leadership, ready: () => void): Promise<void> {
    const { store, name } = this.#settings;
    const patience = this.#patience;
    const parkedStreams = await patience.try(() => streamsWithParked(store, name));
    const desk: Desk<R, U> = {
      settings: this.#settings,
      leadership,
      parkedStreams,
      tally: this.#tally,
      stopping: this.#stopping,
      isStopping: () => this.#stopped || this.#handsOver,
    };
    const place = await patience.try(() => resume(desk));
    this.#tally.leads(leadership.lease.epoch);
    ready();
    const isDone = await followLog({ desk, patience, wake: this.#wake, between: () => this.#replay(desk) }, place);
    if (isDone) this.#stopped = true;
  }

  async #replay(desk: Desk<R, U>): Promise<void> {
    for (let next = this.#replays.shift(); next !== undefined; next = this.#replays.shift()) {
      const { streamName, resolve, reject } = next;
      try {
        resolve(await this.#patience.try(() => handleParked(desk, streamName)));
      } catch (error) {
        reject(error);
        throw error;
      }
    }
  }
}
