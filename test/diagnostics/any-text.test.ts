/**
 * Whatever somebody types: every finding has a known code, a place inside its file, a sentence and what to do, in words of
 * our own. Texts are those of the explanations with small accidents, as they happen while typing.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LocatedDiagnostic } from '../../generator/src/diagnostics/diagnostic.js';
import { explanations } from '../../generator/src/explain/explanations.js';
import { diagnose } from '../support/diagnose.js';
import { knownCodes } from '../support/known-codes.js';

const codes = new Set(knownCodes);
const foreign =
  /must NOT|should NOT|must match|instancePath|schemaPath|\[object|undefined|NaN|\{[a-z]+[A-Za-z]*\}|YAMLException|ajv/;

function expectSound(found: readonly LocatedDiagnostic[], context: string): void {
  for (const { code, message, help = '', at, related } of found) {
    const said = `${code}: ${message} (${help})\n${context}`;
    expect(codes.has(code), said).toBe(true);
    expect(message, said).toMatch(/\S.*[.…]$/s);
    expect(help, said).not.toBe('');
    // Texts of the user may stand in a message; these accidents do not bring such words in.
    expect(`${message} ${help}`, said).not.toMatch(foreign);
    for (const span of [...(at === undefined ? [] : [at]), ...related.map((each) => each.at)]) {
      expect(span.start, said).toBeGreaterThanOrEqual(0);
      expect(span.end, said).toBeGreaterThanOrEqual(span.start);
      expect(span.end, said).toBeLessThanOrEqual(span.file.text.length);
    }
  }
}

const typed = [
  '{',
  '}',
  '[',
  ']',
  ':',
  ' ',
  ',',
  '\n',
  '\t',
  '"',
  "'",
  '-',
  '#',
  '?',
  '|',
  '&',
  '*',
  '!',
  '@',
  '1',
  'x',
  '😀',
];
const examples = [...explanations.values()]
  .flatMap(({ bad, good }) => [bad, good])
  .flatMap(({ files }) => files)
  .filter(({ text, shown }) => shown !== '' && text.length < 2_000);

/** Removes a few characters somewhere, and types a few others there. */
const accident = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  removed: fc.integer({ min: 0, max: 3 }),
  inserted: fc.array(fc.constantFrom(...typed), { maxLength: 2 }),
});

function withAccident(
  text: string,
  { at, removed, inserted }: typeof accident extends fc.Arbitrary<infer A> ? A : never,
) {
  const start = Math.floor(at * text.length);
  return text.slice(0, start) + inserted.join('') + text.slice(start + removed);
}

describe.each([
  ['a schema', 'schemas/order.yaml'],
  ['a configuration', 'varve.config.yaml'],
])('%s', (_what, path) => {
  const texts = [...new Set(examples.filter((file) => file.path === path).map(({ text }) => text))];

  test('with one or two accidents', async () => {
    expect(texts.length).toBeGreaterThan(20);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...texts), accident, fc.option(accident), async (text, first, second) => {
        const once = withAccident(text, first);
        const twice = second === null ? once : withAccident(once, second);
        expectSound(await diagnose({ [path]: twice }), twice);
      }),
      { numRuns: 600 },
    );
  });

  test('cut off anywhere, with either kind of line', async () => {
    for (const text of texts.slice(0, 40)) {
      for (let end = 0; end < text.length; end += 11) {
        const cut = text.slice(0, end);
        expectSound(await diagnose({ [path]: cut }), cut);
        expectSound(await diagnose({ [path]: cut.replaceAll('\n', '\r\n') }), cut);
      }
    }
  });
});
