import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { formatDiagnostic, plainPaint } from '../../../generator/src/diagnostics/format-diagnostic.js';
import { loadDocument } from '../../../generator/src/source/load-document.js';
import { locate } from '../../../generator/src/source/locate.js';
import { validateDocument } from '../../../generator/src/validate/validate-document.js';

const folder = new URL('../../schemas/language/', import.meta.url);
const valid = readdirSync(folder).map((name): unknown => parse(readFileSync(new URL(name, folder), 'utf8')));

type Mutation = (value: unknown, pick: (below: number) => number) => unknown;

const replacements: readonly unknown[] = [
  null,
  true,
  7,
  -0.5,
  '',
  'x y',
  [],
  ['a'],
  {},
  { a: 'string' },
  { type: 'string' },
  { oneOf: {} },
  [[null]],
];

/** Walks down at random and changes what it finds: another value, another key, one key less or more. */
const mutate: Mutation = (value, pick) => {
  if (typeof value !== 'object' || value === null || pick(4) === 0) return replacements[pick(replacements.length)];
  if (Array.isArray(value)) {
    const at = pick(value.length + 1);
    return value.map((item: unknown, index) => (index === at ? mutate(item, pick) : item));
  }
  const entries = Object.entries(value as Record<string, unknown>);
  const at = pick(entries.length);
  const how = pick(8);
  const changed = entries.flatMap(([key, inner], index): [string, unknown][] => {
    if (index !== at) return [[key, inner]];
    if (how === 0) return [];
    if (how === 1) return [[`${key}x`, inner]];
    if (how === 2)
      return [
        [key.slice(1), inner],
        [key, inner],
      ];
    return [[key, mutate(inner, pick)]];
  });
  return Object.fromEntries(changed);
};

test('whatever is wrong with a schema is said with a place, in whole sentences', () => {
  const numbers = fc.infiniteStream(fc.nat(1_000_000));
  fc.assert(
    fc.property(fc.nat(valid.length - 1), numbers, fc.boolean(), (index, stream, flow) => {
      const pick = (below: number): number => Number(stream.next().value) % Math.max(1, below);
      const text = stringify(mutate(valid[index], pick), {
        collectionStyle: flow ? 'flow' : 'any',
        aliasDuplicateObjects: false,
      });
      const loaded = loadDocument({ path: 'schemas/test.yaml', text });
      const result = loaded.ok ? validateDocument(loaded.value) : loaded;
      expect(result.ok || result.diagnostics.length > 0).toBe(true);
      for (const diagnostic of locate(result.diagnostics)) {
        const shown = formatDiagnostic(diagnostic, { paint: plainPaint });
        expect(diagnostic.at?.end).toBeLessThanOrEqual(text.length);
        expect(diagnostic.message).toMatch(/\.$/);
        expect(shown).toContain('^');
        expect(`${diagnostic.message} ${diagnostic.help ?? ''}`).not.toMatch(/undefined|\[object|must NOT/);
      }
    }),
    { numRuns: 300 },
  );
});
