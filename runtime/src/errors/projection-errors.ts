import type { EventId } from '../message/identifiers.js';
import { type ProblemList, problemText } from '../shape/problem.js';
import type { Problem } from '../shape/problem.js';
import { RuntimeError } from './runtime-error.js';

/** Which row of which projection an event was about to change. */
export interface RowPlace {
  /** `<context>.<Name>`. */
  readonly projection: string;
  readonly eventType: string;
  readonly eventId: EventId;
  readonly key: Readonly<Record<string, unknown>>;
}

abstract class RowError extends RuntimeError {
  readonly projection: string;
  readonly eventType: string;
  readonly eventId: EventId;
  readonly key: Readonly<Record<string, unknown>>;

  constructor({ projection, eventType, eventId, key }: RowPlace, problem: string) {
    const columns = Object.entries(key).map(([name, value]) => `${name} ${String(value)}`);
    super(`${projection}, ${eventType} ${eventId}: the row at ${columns.join(', ')} ${problem}`);
    this.projection = projection;
    this.eventType = eventType;
    this.eventId = eventId;
    this.key = key;
  }
}

/** A handler inserted a row where one was. */
export class RowExistsError extends RowError {
  override readonly code = 'row-exists';

  constructor(place: RowPlace) {
    super(place, 'is there already. Use upsert where that may be.');
  }
}

/** A handler patched a row that is not there. */
export class RowMissingError extends RowError {
  override readonly code = 'row-missing';

  constructor(place: RowPlace) {
    super(place, 'is not there. Use upsert where that may be.');
  }
}

/** A handler set a row that does not fit the projection's fields. */
export class InvalidRowError extends RowError {
  override readonly code = 'invalid-row';
  readonly problems: readonly Problem[];

  constructor(place: RowPlace, problems: ProblemList) {
    super(place, `does not fit its fields:${problemText(problems)}`);
    this.problems = problems.found;
  }
}

/** An event gives no key: what the key is taken from has no value there. */
export class MissingKeyError extends RuntimeError {
  override readonly code = 'missing-key';
  readonly projection: string;
  readonly eventType: string;
  readonly eventId: EventId;

  constructor(
    projection: string,
    { type, eventId }: { readonly type: string; readonly eventId: EventId },
    problem: string,
  ) {
    super(`${projection} finds no key in ${type} ${eventId}: ${problem}.`);
    this.projection = projection;
    this.eventType = type;
    this.eventId = eventId;
  }
}

/** Rows could not be made: those that are kept with an append, which was not stored, or those that were asked for. `cause` is what the handler threw. */
export class ProjectionFailedError extends RuntimeError {
  override readonly code = 'projection-failed';
  readonly projection: string;
  readonly eventType: string;
  readonly eventId: EventId;

  constructor(
    projection: string,
    { type, eventId }: { readonly type: string; readonly eventId: EventId },
    cause: unknown,
  ) {
    super(`${projection} failed at ${type} ${eventId}.`, { cause });
    this.projection = projection;
    this.eventType = type;
    this.eventId = eventId;
  }
}

/** How far the making of rows has come, as far as the store can tell. */
export interface BuildingProgress {
  /** Places of the log that are done. */
  readonly done: number;
  /** Places of the log as it stands. */
  readonly of: number;
}

/** The projection's rows are being made; those that are there are of another shape. */
export class ProjectionBuildingError extends RuntimeError {
  override readonly code = 'projection-building';
  readonly projection: string;
  readonly progress: BuildingProgress;

  constructor(projection: string, progress: BuildingProgress) {
    super(
      `${projection} is being built: ${progress.done} of ${progress.of} places of the log are done. Rows that are there have other columns.`,
    );
    this.projection = projection;
    this.progress = progress;
  }
}

/** Other code serves the projection's rows by now, and this code's were taken away. */
export class ProjectionReplacedError extends RuntimeError {
  override readonly code = 'projection-replaced';
  readonly projection: string;

  constructor(projection: string) {
    super(
      `Other code keeps the rows of ${projection} by now. Run that code here, too, or start this one anew to go back.`,
    );
    this.projection = projection;
  }
}

/** A cursor is none, or one of another query. */
export class InvalidCursorError extends RuntimeError {
  override readonly code = 'invalid-cursor';

  constructor(projection: string, problem: string) {
    super(`The cursor for ${projection} ${problem}.`);
  }
}
