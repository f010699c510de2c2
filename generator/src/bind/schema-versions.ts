import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { atKey, child, type Place } from '../diagnostics/place.js';
import type { Versions } from '../model/domain-model.js';
import { report } from './bind-messages.js';

const schemaVersionKey = /^[1-9][0-9]{0,8}$/;

/** The version keys of something versioned, ascending; empty when it is written without versions. */
export function schemaVersionsOf(raw: unknown): readonly number[] {
  if (typeof raw !== 'object' || raw === null) return [];
  return Object.keys(raw)
    .filter((key) => schemaVersionKey.test(key))
    .map(Number)
    .sort((left, right) => left - right);
}

export interface VersionedOwner {
  /** As messages name it: `Event OrderPlaced`. */
  readonly owner: string;
  /** The declaration's value. */
  readonly place: Place;
}

/** Reports a missing version. Gives back whether the versions are 1 … n. */
export function checkSchemaVersions(
  found: readonly number[],
  { owner, place }: VersionedOwner,
  problems: Diagnostic[],
): boolean {
  if (found.length === 0) {
    problems.push(report('no-schema-version', { owner }, atKey(place)));
    return false;
  }
  const gap = found.findIndex((schemaVersion, index) => schemaVersion !== index + 1);
  if (gap === -1) return true;
  const missing = String(gap + 1);
  const at = atKey(child(place, found[gap] ?? 1));
  problems.push(report('schema-version-gap', { owner, found: listed(found), missing }, at));
  return false;
}

/** `1`, `1 and 2`, `1, 2 and 4`. */
export function listed(names: readonly (string | number)[]): string {
  const last = names.at(-1);
  if (last === undefined) return 'none';
  return names.length === 1 ? String(last) : `${names.slice(0, -1).join(', ')} and ${String(last)}`;
}

/** A list that is known not to be empty as the model wants it, `undefined` for an empty one. */
export function asVersions<T>(bound: readonly T[]): Versions<T> | undefined {
  const [first, ...rest] = bound;
  return first === undefined ? undefined : [first, ...rest];
}
