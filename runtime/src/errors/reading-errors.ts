import type { EventId, StreamName } from '../message/identifiers.js';
import type { StoredEvent } from '../store/stored-event.js';
import { type Problem, type ProblemKind, type ProblemList, problemText } from '../shape/problem.js';
import { RuntimeError } from './runtime-error.js';

/** A stored event cannot be read. Says which one, exactly. */
export abstract class StoredEventError extends RuntimeError {
  readonly streamName: StreamName;
  readonly position: number;
  readonly eventId: EventId;
  /** Type as it lies in the log. */
  readonly storedType: string;
  /** Schema version as it lies in the log. */
  readonly schemaVersion: number;

  constructor(stored: StoredEvent, problem: string, options?: ErrorOptions) {
    const { streamName, position, eventId, type, schemaVersion } = stored;
    super(
      `${type}, schema version ${schemaVersion}, at position ${position} of ${streamName} (${eventId}) ${problem}`,
      options,
    );
    this.streamName = streamName;
    this.position = position;
    this.eventId = eventId;
    this.storedType = type;
    this.schemaVersion = schemaVersion;
  }
}

/** No event of this type is known, neither by name nor by alias. */
export class UnknownEventTypeError extends StoredEventError {
  override readonly code = 'unknown-event-type';

  constructor(stored: StoredEvent) {
    super(stored, 'is of a type that this code does not know.');
  }
}

/** The event was written by newer code: its schema version is beyond the latest one known here. */
export class NewerSchemaVersionError extends StoredEventError {
  override readonly code = 'newer-schema-version';
  readonly latestKnown: number;

  constructor(stored: StoredEvent, latestKnown: number) {
    super(stored, `is newer than this code, which knows versions up to ${latestKnown}.`);
    this.latestKnown = latestKnown;
  }
}

/** The event lies in an older schema version, and nothing says how it becomes the next one. */
export class MissingUpcasterError extends StoredEventError {
  override readonly code = 'missing-upcaster';
  /** The version that there is no step to. */
  readonly toSchemaVersion: number;

  constructor(stored: StoredEvent, toSchemaVersion: number) {
    super(stored, `has no step to schema version ${toSchemaVersion}.`);
    this.toSchemaVersion = toSchemaVersion;
  }
}

/** Which step was at work, of which event: for a part of a split event another one than is stored. */
export interface UpcastStep {
  readonly type: string;
  readonly from: number;
  /** `undefined` for the function that says what a replaced event becomes. */
  readonly to: number | undefined;
}

/** A step to a later schema version threw. `cause` is what it threw, which may say what it worked on. */
export class FailedUpcasterError extends StoredEventError {
  override readonly code = 'failed-upcaster';
  readonly step: UpcastStep;

  constructor(stored: StoredEvent, step: UpcastStep, cause: unknown) {
    super(stored, `cannot be read: ${stepText(step)} threw an error, which is the cause of this one.`, { cause });
    this.step = step;
  }
}

/** What a function of the user gave in a step is not what the step's schema version says. */
export class UnfitUpcastError extends StoredEventError {
  override readonly code = 'unfit-upcast';
  readonly step: UpcastStep;
  readonly problems: readonly Problem[];
  readonly omitted: number;

  constructor(stored: StoredEvent, step: UpcastStep, problems: ProblemList) {
    super(stored, `cannot be read: ${stepText(step)} gave what does not fit:${problemText(problems)}`);
    this.step = step;
    this.problems = problems.found;
    this.omitted = problems.omitted;
  }
}

/** What a replaced event is said to become are no events of its aggregate. */
export class InvalidReplacementError extends StoredEventError {
  override readonly code = 'invalid-replacement';
  readonly step: UpcastStep;

  constructor(stored: StoredEvent, step: UpcastStep, problem: string) {
    super(stored, `cannot be read: ${stepText(step)} ${problem}.`);
    this.step = step;
  }
}

function stepText({ type, from, to }: UpcastStep): string {
  return to === undefined ? `what ${type} becomes` : `the step of ${type} from schema version ${from} to ${to}`;
}

/** The stored text is no JSON, or not what its schema version says. */
export class UndecodableEventError extends StoredEventError {
  override readonly code: 'undecodable-event' | 'unknown-enum-value' = 'undecodable-event';
  readonly problems: readonly Problem[];
  readonly omitted: number;

  constructor(stored: StoredEvent, problems: ProblemList, options?: ErrorOptions) {
    super(stored, `cannot be decoded:${problemText(problems)}`, options);
    this.problems = problems.found;
    this.omitted = problems.omitted;
  }
}

/** Everything about the event is fine but for values of closed enums that this code does not know. */
export class UnknownEnumValueError extends UndecodableEventError {
  override readonly code = 'unknown-enum-value';
}

/** The error for an event that is wrong as a whole, in one way. */
export function unreadable(
  stored: StoredEvent,
  kind: ProblemKind,
  message: string,
  cause?: unknown,
): UndecodableEventError {
  const problems = { found: [{ kind, pointer: '', message }], omitted: 0 };
  return new UndecodableEventError(stored, problems, cause === undefined ? undefined : { cause });
}
