import type { Registry } from '@varve/runtime/operations';
import { hashOf } from '../../host/memo.js';

type Definition = Registry['names'] extends ReadonlyMap<string, { readonly definition: infer D }> ? D : never;

/**
 * Tells whether two runs read alike: of every stored name, the shapes of all its versions by their hashes and the text of
 * its steps; the functions of the user that steps call; and what is done about unknown fields. What those functions call in
 * turn is not seen, nor are functions that steps share.
 */
export function fingerprintOf(registries: readonly Registry[]): string {
  const texts = registries.flatMap(({ context, names, custom, unknownFields, unknownEnum, metadata }) => [
    JSON.stringify([context, unknownFields, unknownEnum, Object.keys(metadata).sort(), sourcesIn(custom)]),
    ...[...names].map(([name, { definition, alias }]) => JSON.stringify([context, name, alias, readingOf(definition)])),
  ]);
  return hashOf(texts.sort()).slice(0, 16);
}

function readingOf({ schemaVersion, versions, ignored, becomes }: Definition): readonly unknown[] {
  const steps = Object.entries(versions).map(([number, { hash, draft, upcast }]) => [
    number,
    hash,
    draft,
    sourcesIn(upcast),
  ]);
  return [schemaVersion, ignored !== undefined, sourcesIn(becomes), steps];
}

/** Texts of functions, with the paths to them; objects of functions have as many levels as the user's message paths. */
function sourcesIn(value: unknown): unknown {
  if (typeof value === 'function') return Function.prototype.toString.call(value);
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, inner]) => [key, sourcesIn(inner)]);
}
