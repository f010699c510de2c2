import type { StoredEventError } from '../errors/reading-errors.js';
import type { EventId, StreamName } from '../message/identifiers.js';
import type { LoggedStoredEvent } from '../store/stored-event.js';

/** One stored event that cannot be read, and why. No payload: the log may hold personal data. */
export interface UnreadableEvent {
  /** Whose stream it is; left out for nobody's. */
  readonly tenant?: string;
  readonly streamName: StreamName;
  readonly position: number;
  /** As the store writes it. */
  readonly logPosition: string;
  readonly eventId: EventId;
  /** Code of the error, such as `undecodable-event`. */
  readonly code: string;
  readonly message: string;
}

/** All events of a log that lie there under one name and schema version. */
export interface TypeTally {
  readonly storedType: string;
  /** As it lies in the log. */
  readonly schemaVersion: number;
  readonly stored: number;
  /** Read in the version that is the latest one, whatever its number was under an alias. */
  readonly decoded: number;
  /** Read through at least one step, or as other events. */
  readonly upcast: number;
  /** Skipped, as the schemas say, or read as no event at all. */
  readonly ignored: number;
  readonly failed: number;
  /** The first ones by their place in the log, as many as were asked for. */
  readonly failures: readonly UnreadableEvent[];
}

/** What became of one stored event. */
export type Reading =
  'decoded' | 'upcast' | 'ignored' | { readonly error: StoredEventError; readonly logPosition: string };

/** As `TypeTally`, while it grows. */
type Counters = { -readonly [Key in keyof TypeTally]: TypeTally[Key] };

/** Counts by stored name and schema version; needs memory for those, however many events there are. */
export class Tally {
  readonly #mostFailures: number;
  readonly #types = new Map<string, Map<number, Counters>>();

  /** @param mostFailures how many failures to keep of each type and version */
  constructor(mostFailures: number, earlier: readonly TypeTally[] = []) {
    this.#mostFailures = mostFailures;
    for (const type of earlier) Object.assign(this.#countersOf(type.storedType, type.schemaVersion), type);
  }

  add(stored: LoggedStoredEvent, reading: Reading): void {
    const counters = this.#countersOf(stored.type, stored.schemaVersion);
    counters.stored += 1;
    if (typeof reading === 'string') {
      counters[reading] += 1;
      return;
    }
    counters.failed += 1;
    if (counters.failed > this.#mostFailures) return;
    counters.failures = [...counters.failures, unreadableEvent(stored, reading)];
  }

  /** A copy, sorted by name, then by version. */
  types(): readonly TypeTally[] {
    return [...this.#types.values()]
      .flatMap((versions) => [...versions.values()].map((counters) => ({ ...counters })))
      .sort(byTypeAndVersion);
  }

  #countersOf(storedType: string, schemaVersion: number): Counters {
    let versions = this.#types.get(storedType);
    if (versions === undefined) this.#types.set(storedType, (versions = new Map<number, Counters>()));
    let counters = versions.get(schemaVersion);
    if (counters === undefined) versions.set(schemaVersion, (counters = { storedType, schemaVersion, ...nothing }));
    return counters;
  }
}

/** The tallies of several stretches as one; `ranges` in the order of the log, so that the first failures stay first. */
export function mergeTallies(ranges: readonly (readonly TypeTally[])[], mostFailures: number): readonly TypeTally[] {
  const merged: TypeTally[] = [];
  // Stable: of equal ones the earlier stretch stays first.
  for (const type of ranges.flat().sort(byTypeAndVersion)) {
    const known = merged.at(-1);
    if (known !== undefined && byTypeAndVersion(known, type) === 0) {
      merged.splice(-1, 1, sum(known, type, mostFailures));
    } else merged.push(type);
  }
  return merged;
}

function sum(left: TypeTally, right: TypeTally, mostFailures: number): TypeTally {
  return {
    storedType: left.storedType,
    schemaVersion: left.schemaVersion,
    stored: left.stored + right.stored,
    decoded: left.decoded + right.decoded,
    upcast: left.upcast + right.upcast,
    ignored: left.ignored + right.ignored,
    failed: left.failed + right.failed,
    failures: [...left.failures, ...right.failures].slice(0, mostFailures),
  };
}

const nothing: Omit<TypeTally, 'storedType' | 'schemaVersion'> = {
  stored: 0,
  decoded: 0,
  upcast: 0,
  ignored: 0,
  failed: 0,
  failures: [],
};

function byTypeAndVersion(left: TypeTally, right: TypeTally): number {
  if (left.storedType !== right.storedType) return left.storedType < right.storedType ? -1 : 1;
  return left.schemaVersion - right.schemaVersion;
}

function unreadableEvent(
  { tenant, streamName, position, eventId }: LoggedStoredEvent,
  { error, logPosition }: Exclude<Reading, string>,
): UnreadableEvent {
  const whose = tenant === undefined ? {} : { tenant };
  return { ...whose, streamName, position, logPosition, eventId, code: error.code, message: error.message };
}
