import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { atKey, child, root, type Place } from '../diagnostics/place.js';
import type { JsonValue } from '../model/type-model.js';
import type { MappingNote, SourceDocument } from '../source/source-document.js';
import { keysOf, memberOf } from './shape-error.js';
import { shapeReport } from './shape-messages.js';
import { isVersionKey, nameOf } from './shape-words.js';

/**
 * Versions written in quotes. JSON makes no difference between `1` and `"1"`, so that only the notes of the source know;
 * one way of writing a version keeps `1` beside `"1"` from ever meaning two things.
 */
export function quotedVersions({ file, value, notes }: SourceDocument): readonly Diagnostic[] {
  if (notes.size === 0) return [];
  const top = root(file);
  const sections = ['types', 'events', 'commands'].flatMap((section) =>
    keysOf(memberOf(value, section)).map((name) => [section, name]),
  );
  return [...sections, ['state'], ['states']].flatMap((path) =>
    [path, [...path, 'upcast'], [...path, 'downcast']].flatMap((inner) => {
      const owner = inner.reduce<JsonValue | undefined>(memberOf, value);
      // Steps are named by the versions of what they belong to.
      return quotedIn(owner, inner.reduce<Place>(child, top), { notes, path });
    }),
  );
}

interface Where {
  readonly notes: SourceDocument['notes'];
  readonly path: readonly string[];
}

function quotedIn(owner: JsonValue | undefined, place: Place, { notes, path }: Where): readonly Diagnostic[] {
  const note: MappingNote | undefined = owner !== null && typeof owner === 'object' ? notes.get(owner) : undefined;
  const quoted = note?.quotedDigits.filter(isVersionKey) ?? [];
  const report = shapeReport('validate');
  return quoted.map((key) =>
    report('quoted-version', { key, owner: nameOf(path) }, atKey(child(place, key)), { fix: { from: key, to: key } }),
  );
}
