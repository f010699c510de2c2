import { RuntimeError } from '../../errors/runtime-error.js';
import type { Abort } from '../../store/abort.js';

/** Thrown by work that has left something behind and, run once more after a rollback, would go another way. */
export class RunAgain extends Error {}

/** What is to be written. */
export interface Work<T> {
  /** Within the transaction. */
  run(again: boolean): T;
  /** Instead, for work that may need none: in one statement, or `undefined` if that is not possible and left nothing behind. */
  atOnce?(): T | undefined;
}

/** Somebody who waits for a turn to write. */
export interface Job {
  readonly signal: Abort | undefined;
  /** Runs within the transaction. What it throws breaks the transaction. */
  run(again: boolean): void;
  /** Runs without a transaction. @returns false when that was not possible, and nothing was left behind */
  runAtOnce(): boolean;
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
  readonly #work: Work<T>;
  readonly #resolve: Resolve<T>;
  #end: { readonly answer: T } | { readonly error: unknown } | undefined;

  constructor(work: Work<T>, signal: Abort | undefined, resolve: Resolve<T>, reject: Reject) {
    this.#work = work;
    this.signal = signal;
    this.#resolve = resolve;
    this.reject = reject;
  }

  run(again: boolean): void {
    try {
      this.#end = { answer: this.#work.run(again) };
    } catch (error) {
      if (!(error instanceof RuntimeError)) throw error;
      this.#end = { error };
    }
  }

  runAtOnce(): boolean {
    try {
      const answer = this.#work.atOnce?.();
      if (answer === undefined) return false;
      this.#end = { answer };
    } catch (error) {
      if (!(error instanceof RuntimeError)) throw error;
      this.#end = { error };
    }
    return true;
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

  runAtOnce(): boolean {
    return false;
  }

  settle(): void {
    if (this.#end !== undefined) this.#resolve(this.#end.answer);
  }
}
