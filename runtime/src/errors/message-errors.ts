import { type Problem, type ProblemList, problemText } from '../shape/problem.js';
import { RuntimeError } from './runtime-error.js';

/** A message that is about to be made or stored does not fit its shape. Nothing was stored. */
export class InvalidMessageError extends RuntimeError {
  override readonly code = 'invalid-message';
  /** Type of the message, such as `ordering.OrderPlaced`. */
  readonly type: string;
  readonly schemaVersion: number | undefined;
  /** At most 100; `omitted` counts the rest. */
  readonly problems: readonly Problem[];
  readonly omitted: number;

  constructor(message: { readonly type: string; readonly schemaVersion?: number }, problems: ProblemList) {
    const shape = message.schemaVersion === undefined ? 'its shape' : `schema version ${message.schemaVersion}`;
    super(`${message.type} does not fit ${shape}:${problemText(problems)}`);
    this.type = message.type;
    this.schemaVersion = message.schemaVersion;
    this.problems = problems.found;
    this.omitted = problems.omitted;
  }
}

/** A value cannot become a decimal without losing something. */
export class InvalidDecimalError extends RuntimeError {
  override readonly code = 'invalid-decimal';

  constructor(problem: string) {
    super(`No decimal can be made: ${problem}.`);
  }
}

/** A step to an older schema version, in which events shall be written, threw. Nothing was stored. */
export class FailedDowncastError extends RuntimeError {
  override readonly code = 'failed-downcast';
  readonly type: string;
  readonly from: number;
  readonly to: number;

  constructor(type: string, from: number, to: number, cause: unknown) {
    super(
      `${type} cannot be written: the step from schema version ${from} down to ${to} threw an error, which is the cause of this one. Nothing was stored.`,
      { cause },
    );
    this.type = type;
    this.from = from;
    this.to = to;
  }
}

/** A value cannot be converted into another type exactly as it was said. Says nothing of the value, which may be personal. */
export class FailedConversionError extends RuntimeError {
  override readonly code = 'failed-conversion';

  constructor(problem: string, options?: ErrorOptions) {
    super(`A value cannot be converted: ${problem}.`, options);
  }
}

/** A stream name, or the identity it is made of, does not read `<category>-<id>` with a valid id. */
export class InvalidStreamNameError extends RuntimeError {
  override readonly code = 'invalid-stream-name';

  constructor(problem: string) {
    super(`Invalid stream name: ${problem}.`);
  }
}
