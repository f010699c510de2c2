import { RuntimeError } from './runtime-error.js';

/** Something given to a store can never be stored or asked for. Said before anything is written, and alike by every store. */
export class InvalidStoreArgumentError extends RuntimeError {
  override readonly code = 'invalid-store-argument';
  /** Which argument, such as `events[2].data`. */
  readonly argument: string;

  constructor(argument: string, problem: string) {
    super(`${argument} ${problem}.`);
    this.argument = argument;
  }
}

/** The text or value is no log position of this store. */
export class InvalidLogPositionError extends RuntimeError {
  override readonly code = 'invalid-log-position';

  constructor(given: string) {
    super(`${given} is no log position of this store.`);
  }
}

/** The caller's signal was aborted before anything was sent or committed: nothing was stored. `cause` is the signal's reason. */
export class OperationAbortedError extends RuntimeError {
  override readonly code = 'operation-aborted';

  constructor(reason: unknown) {
    super('The operation was aborted before anything was stored.', { cause: reason });
  }
}
