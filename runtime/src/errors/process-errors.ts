import { RuntimeError } from './runtime-error.js';

/** A handler of a process has returned something that cannot be done. Nothing of it was stored or sent. */
export class InvalidReactionError extends RuntimeError {
  override readonly code = 'invalid-reaction';
  /** `<context>.<Name>`. */
  readonly process: string;
  /** What was handled. */
  readonly to: string;

  constructor(process: string, to: string, problem: string) {
    super(`What ${process} does about ${to} ${problem}. Nothing was stored.`);
    this.process = process;
    this.to = to;
  }
}

/** An event has no value where a process looks for the id of the instance that it belongs to. */
export class MissingInstanceError extends RuntimeError {
  override readonly code = 'missing-instance';
  readonly process: string;
  readonly eventType: string;
  readonly eventId: string;

  constructor(
    process: string,
    { type, eventId }: { readonly type: string; readonly eventId: string },
    problem: string,
  ) {
    super(`${process} cannot tell which instance ${type} ${eventId} belongs to: ${problem}.`);
    this.process = process;
    this.eventType = type;
    this.eventId = eventId;
  }
}

/** An event of a tenant, which processes do not follow. */
export class TenantEventError extends RuntimeError {
  override readonly code = 'tenant-event';
  readonly process: string;
  readonly eventId: string;

  constructor(process: string, eventId: string) {
    super(`${process} follows events that are nobody's, and ${eventId} is a tenant's.`);
    this.process = process;
    this.eventId = eventId;
  }
}
