import { RuntimeError } from '../../errors/runtime-error.js';
import type { Abort } from '../../store/abort.js';

/** Thrown by work that has left something behind and, run once more after a rollback, would go another way. */
export class RunAgain extends Error {}

/** Somebody who waits for a turn to write. */
export interface Job {
  readonly signal: Abort | undefined;
  /** Runs within the transaction. What it throws breaks the transaction. */
  run(again: boolean): void;
  /** Instead of `run` for a job that keeps the transaction open over time. */
  readonly held: (() => Promise<void>) | undefined;
  /** Tells whoever waits, after the commit. */
  settle(): void;
  reject(error: unknown): void;
}

type Resolve<T> = (answer: T) => void;
type Reject = (error: unknown) => void;

// Fields and methods rather than closures: there is one of these for every append.

export class WriteJob<T> implements Job {
  readonly signal: Abort | undefined;
  readonly held = undefined;
  readonly reject: Reject;
  readonly #work: (again: boolean) => T;
  readonly #resolve: Resolve<T>;
  #end: { readonly answer: T } | { readonly error: unknown } | undefined;

  constructor(work: (again: boolean) => T, signal: Abort | undefined, resolve: Resolve<T>, reject: Reject) {
    this.#work = work;
    this.signal = signal;
    this.#resolve = resolve;
    this.reject = reject;
  }

  run(again: boolean): void {
    try {
      this.#end = { answer: this.#work(again) };
    } catch (error) {
      if (!(error instanceof RuntimeError)) throw error;
      this.#end = { error };
    }
  }

  settle(): void {
    const end = this.#end;
    if (end === undefined) return;
    if ('error' in end) this.reject(end.error);
    else this.#resolve(end.answer);
  }
}

export class HeldJob<T> implements Job {
  readonly signal: Abort | undefined;
  readonly reject: Reject;
  readonly held: () => Promise<void>;
  readonly #resolve: Resolve<T>;
  #end: { readonly answer: T } | undefined;

  constructor(work: () => Promise<T>, signal: Abort | undefined, resolve: Resolve<T>, reject: Reject) {
    this.signal = signal;
    this.#resolve = resolve;
    this.reject = reject;
    this.held = async () => {
      this.#end = { answer: await work() };
    };
  }

  run(): void {}

  settle(): void {
    if (this.#end !== undefined) this.#resolve(this.#end.answer);
  }
}
