// One life of something that one process at a time may work on: new, standing by or leading by turns, then stopped or
// failed. In: its lease, and what is done while it is held. Out: when it is over, and how it fares.
import { InvalidUseError } from '../errors/command-errors.js';
import type { Abort } from '../store/abort.js';
import type { Pushing } from '../store/event-store.js';
import type { Leasing } from '../store/lease.js';
import { refuseAborted } from '../store/read-bounds.js';
import { isLeaseLost } from './infrastructure.js';
import { Leadership } from './leadership.js';
import { Patience, type PatienceSettings } from './patience.js';
import type { ProcessorReport } from './processor-options.js';
import { Tally } from './tally.js';
import { WakeUp } from './wake-up.js';

export interface LifeSettings extends PatienceSettings {
  readonly store: Leasing & Partial<Pick<Pushing, 'onAppend'>>;
  readonly name: string;
  readonly owner: string;
  /** Milliseconds. */
  readonly lease: number;
  readonly report: (report: ProcessorReport) => void;
}

/** What is done in such a life. */
export interface LeasedWork {
  /** Whether the lease may be taken now. */
  readonly mayTake?: () => Promise<boolean>;
  /** Works for as long as it leads. Calls `ready` as soon as it has begun. */
  readonly lead: (leadership: Leadership, ready: () => void) => Promise<void>;
  /** Behind the last attempt. */
  readonly close?: () => Promise<void> | void;
  /** Those who wait for something in it are told that it is over, and why. */
  readonly abandon: (why: unknown) => void;
}

const waiterPause = 20;

export class LeasedLife {
  readonly ended: Promise<void>;
  readonly tally: Tally;
  readonly patience: Patience;
  /** Rung by the store, by whoever has something to do, and by stopping. */
  readonly wake = new WakeUp();
  /** Ends waits that stopping has to end. */
  readonly stopping = new WakeUp();
  readonly #settings: LifeSettings;
  readonly #work: LeasedWork;
  #stopped = false;
  #started = false;
  #settle: { readonly resolve: () => void; readonly reject: (error: unknown) => void } | undefined;

  constructor(settings: LifeSettings, work: LeasedWork) {
    this.#settings = settings;
    this.#work = work;
    this.tally = new Tally(settings.report);
    this.patience = new Patience(settings, this.tally, this.stopping, () => this.#stopped);
    this.ended = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    // Whoever asks for it later still learns it; nobody's process ends for not asking.
    this.ended.catch(() => undefined);
  }

  get isStopped(): boolean {
    return this.#stopped;
  }

  /** Resolves when it leads or stands by. @throws InvalidUseError the second time, and what ends it before */
  async start(): Promise<void> {
    if (this.#started) throw new InvalidUseError(`${this.#settings.name} was started or stopped before.`);
    this.#started = true;
    const leave = this.#settings.store.onAppend?.(() => this.wake.ring());
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
    this.lookAgain();
    if (!this.#started) this.#end('stopped');
    this.#started = true;
    await this.ended.catch(() => undefined);
  }

  /** There is nothing left to do in it: it is not led again. */
  finish(): void {
    this.#stopped = true;
  }

  /** Ends a wait: there may be something to do. */
  lookAgain(): void {
    this.wake.ring();
    this.stopping.ring();
  }

  /** Something that can only be done while it lives. @throws InvalidUseError when it was stopped, its own end when it failed */
  async ask<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    if (this.#stopped) throw this.#wasStopped();
    if (this.tally.health.state === 'failed') await this.ended;
    return work();
  }

  /** Resolves when it is so, and looks again and again until then. @throws as `ask` does, OperationAbortedError */
  async until(isSo: () => Promise<boolean>, signal: Abort | undefined): Promise<void> {
    for (;;) {
      refuseAborted(signal);
      const { state } = this.tally.health;
      if (await isSo()) return;
      if (state === 'failed') await this.ended;
      if (state === 'stopped') throw this.#wasStopped();
      await this.stopping.wait(waiterPause);
    }
  }

  #wasStopped(): InvalidUseError {
    return new InvalidUseError(`${this.#settings.name} was stopped.`);
  }

  #end(state: 'stopped' | 'failed', error?: unknown): void {
    this.tally.is(state);
    this.#work.abandon(error ?? this.#wasStopped());
    if (state === 'failed') this.#settle?.reject(error);
    else this.#settle?.resolve();
  }

  async #live(ready: () => void): Promise<void> {
    try {
      await this.#taking(ready);
    } finally {
      await this.#work.close?.();
    }
  }

  async #taking(ready: () => void): Promise<void> {
    const { lease: milliseconds, random } = this.#settings;
    while (!this.#stopped) {
      const leadership = await this.patience.try(() => this.#take());
      if (leadership !== undefined) {
        await this.#lead(leadership, ready);
        continue;
      }
      this.tally.standsBy();
      ready();
      await this.stopping.wait(milliseconds / 4 + (milliseconds / 8) * random());
    }
    ready();
  }

  async #take(): Promise<Leadership | undefined> {
    const { store, name, owner, lease: milliseconds } = this.#settings;
    if ((await this.#work.mayTake?.()) === false) return undefined;
    const { kind, lease } = await store.acquireLease({ name, owner, milliseconds });
    return kind === 'acquired' ? new Leadership(store, lease, milliseconds) : undefined;
  }

  async #lead(leadership: Leadership, ready: () => void): Promise<void> {
    try {
      await this.#work.lead(leadership, ready);
      if (leadership.isLost) this.tally.lost();
    } catch (error) {
      if (!isLeaseLost(error)) throw error;
      this.tally.lost();
    } finally {
      await leadership.release();
    }
  }
}
