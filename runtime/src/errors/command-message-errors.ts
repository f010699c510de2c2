import { RuntimeError } from './runtime-error.js';

/** No command of this type is known, or the command never had this schema version. */
export class UnknownCommandError extends RuntimeError {
  override readonly code = 'unknown-command';
  readonly type: string;
  readonly schemaVersion: number;

  constructor(type: string, schemaVersion: number, problem: string) {
    super(`${type}, schema version ${schemaVersion}, cannot be handled: ${problem}.`);
    this.type = type;
    this.schemaVersion = schemaVersion;
  }
}

/** The command was sent by newer code: its schema version is beyond the latest one known here. */
export class NewerCommandError extends RuntimeError {
  override readonly code = 'newer-command';
  readonly type: string;
  readonly schemaVersion: number;
  readonly latestKnown: number;

  constructor(type: string, schemaVersion: number, latestKnown: number) {
    super(
      `${type}, schema version ${schemaVersion}, is newer than this code, which knows versions up to ${latestKnown}.`,
    );
    this.type = type;
    this.schemaVersion = schemaVersion;
    this.latestKnown = latestKnown;
  }
}

/** A step of a command to a later schema version threw, or a function of the user in it gave what does not fit. `cause` says what. */
export class FailedCommandUpcasterError extends RuntimeError {
  override readonly code = 'failed-command-upcaster';
  readonly type: string;
  readonly from: number;
  readonly to: number;

  constructor(type: string, from: number, to: number, cause: unknown) {
    super(`${type} cannot be taken from schema version ${from} to ${to}: the step failed; the cause says how.`, {
      cause,
    });
    this.type = type;
    this.from = from;
    this.to = to;
  }
}
