import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { defineMessages } from '../../../generator/src/diagnostics/messages.js';
import {
  atKey,
  child,
  type Place,
  root,
  type SourceFile,
  type Span,
  within,
} from '../../../generator/src/diagnostics/place.js';
import { loadDocument } from '../../../generator/src/source/load-document.js';
import { locate } from '../../../generator/src/source/locate.js';
import { expectValue } from '../../support/expect-diagnostics.js';
import { marked } from '../../support/marks.js';

const report = defineMessages('test', { here: { severity: 'error', text: 'Here.' } });

function spanOf(place: Place): Span | undefined {
  return locate([report('here', {}, place)])[0]?.at;
}

function placeAt(file: SourceFile, path: readonly (string | number)[]): Place {
  return path.reduce<Place>(child, root(file));
}

describe('a place finds its text', () => {
  test.each<[string, string, readonly (string | number)[], 'key' | 'value']>([
    ['a plain value', 'a: «hello world» # comment', ['a'], 'value'],
    ['a key', '«a»: hello', ['a'], 'key'],
    ['a key in quotes', `«"a\\tb"»: hello`, ['a\tb'], 'key'],
    ['a value in quotes', `a: «'it''s'»`, ['a'], 'value'],
    ['a value in a flow mapping', 'a: { b: x, c: «y» }', ['a', 'c'], 'value'],
    ['an entry of a flow list', 'a: [x, «y», z]', ['a', 1], 'value'],
    ['an entry of a block list', 'a:\n  - x\n  - «y»\n', ['a', 1], 'value'],
    ['a whole flow mapping', 'a: «{ b: [x, y], }» # z', ['a'], 'value'],
    ['an empty flow list', 'a: «[ ]»\nb: c', ['a'], 'value'],
    ['a whole block mapping', 'a:\n  «b: x\n  c: y»\nd: z', ['a'], 'value'],
    ['a block text', 'a: |\n  «x\n  y»\n\nb: z', ['a'], 'value'],
    ['a version key', 'e: { «1»: {}, 2: {} }', ['e', '1'], 'key'],
    ['an index given as text', 'a: [x, «y»]', ['a', '1'], 'value'],
    ['an absent value: its key', 'a:\n  «b»:\nc: d', ['a', 'b'], 'value'],
    ['an absent value in braces: its key', 'a: { «b», c: d }', ['a', 'b'], 'value'],
    ['what does not exist: the key of the nearest that does', 'a: { «b»: { c: d } }', ['a', 'b', 'x', 'y'], 'value'],
    ['what does not exist at the top: the first line', '«a: b»\nc: d', ['x'], 'value'],
    ['an alias', 'a: &x { b: c }\nd: «*x»', ['d'], 'value'],
    ['inside an alias: inside the anchor', 'a: &x { b: «c» }\nd: *x', ['d', 'b'], 'value'],
    ['the first of doubled keys', 'a: «x»\na: y', ['a'], 'value'],
    ['after a byte order mark and CRLF', '\ufeffa: x\r\nb:\r\n  c: «y»\r\n', ['b', 'c'], 'value'],
    ['after astral characters', '😀: { 𝒳: «y» }', ['😀', '𝒳'], 'value'],
    ['after shallow closing brackets', 'a: {\n  b: c\n}\nd: {\n  e: «f»\n}\n', ['d', 'e'], 'value'],
    ['a mapping with a shallow closing bracket', 'a: «{\n  b: c\n}»\n', ['a'], 'value'],
  ])('%s', (_what, text, path, at) => {
    const { file, span } = marked(text);
    const place = placeAt(file, path);
    expect(spanOf(at === 'key' ? atKey(place) : place)).toEqual(span);
  });

  test('a file that cannot be parsed has its start', () => {
    const file = { path: 'a.yaml', text: 'a: {\n' };
    expect(spanOf(child(root(file), 'a'))).toEqual({ file, start: 0, end: 4 });
  });

  test('related places are found too, in other files', () => {
    const one = marked('a: «b»', 'one.yaml');
    const two = marked('c: { d: «e» }', 'two.yaml');
    const found = locate([
      report('here', {}, placeAt(one.file, ['a']), {
        related: [{ at: placeAt(two.file, ['c', 'd']), message: 'There.' }],
      }),
    ]);
    expect(found[0]?.at).toEqual(one.span);
    expect(found[0]?.related).toEqual([{ at: two.span, message: 'There.' }]);
  });

  test('a span and no place at all stay as they are', () => {
    const { span } = marked('a: «b»');
    expect(locate([report('here', {}, span), report('here', {}, undefined)]).map(({ at }) => at)).toEqual([
      span,
      undefined,
    ]);
  });
});

describe('a part of a text', () => {
  /** The marked part of the text under `a`, found by looking for the same part in its value. */
  test.each<[string, string, string]>([
    ['plain', 'a: string | «Card» | null', 'Card'],
    ['single quotes', `a: 'it''s «here»'`, 'here'],
    ['double quotes', String.raw`a: "\t\x41\u00e9\U0001F600 «here» x"`, 'here'],
    ['an escaped character itself', String.raw`a: "x«\u0041»y"`, 'A'],
    ['a doubled quote itself', `a: 'x«''»y'`, "'"],
    ['a folded plain text', 'a: one\n  two\n\n  «three» four', 'three'],
    ['a folded text in quotes', 'a: "one \n  two\n\n\n  «three»"', 'three'],
    ['a line joined by a backslash', 'a: "one\\\n   «two»"', 'two'],
    ['a literal block', 'a: |\n  one\n\n   two\n  «three»\n', 'three'],
    ['a folded block', 'a: >-\n  one\n  «two»\n  three', 'two'],
    ['CRLF', 'a: "one\r\n  two\r\n\r\n  «three»"', 'three'],
    ['to the very end', 'a: [x, «y»]', 'y'],
    ['after astral characters', 'a: 😀 «x»', 'x'],
  ])('%s', (_what, text, part) => {
    const { file, span } = marked(text);
    const value = textAt(file, 'a');
    const start = value.lastIndexOf(part);
    const place = part === 'y' && value === '' ? child(child(root(file), 'a'), 1) : child(root(file), 'a');
    expect(spanOf(within(place, Math.max(0, start), Math.max(0, start) + part.length))).toEqual(span);
  });

  test('a part of a key', () => {
    const { file, span } = marked(`"\\t«lines»?": x`);
    expect(spanOf(within(atKey(child(root(file), '\tlines?')), 1, 6))).toEqual(span);
  });

  test('a part that is not there: the whole text', () => {
    const { file, span } = marked('a: «xyz»');
    expect(spanOf(within(child(root(file), 'a'), 2, 9))).toEqual(span);
  });

  test('a folded block with empty lines cannot be followed: the whole text', () => {
    const { file } = marked('a: >\n  one\n\n\n  two\n');
    const found = spanOf(within(child(root(file), 'a'), 0, 3));
    expect(file.text.slice(found?.start, found?.end)).toMatch(/^one/);
  });
});

test('every unit of every text is found, however it is written', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'b', ' ', "'", '"', '\\', '\n', 'é', '😀', '\t', ':', '#'),
    maxLength: 24,
  });
  const style = fc.record({
    defaultStringType: fc.constantFrom('PLAIN' as const, 'QUOTE_SINGLE' as const, 'QUOTE_DOUBLE' as const),
    lineWidth: fc.constantFrom(0, 20),
  });
  fc.assert(
    fc.property(text, style, (value, { defaultStringType, lineWidth }) => {
      const file = {
        path: 'a.yaml',
        text: stringify({ a: value }, { defaultStringType, lineWidth, blockQuote: false }),
      };
      expect(textAt(file, 'a')).toBe(value);
      for (let index = 0; index < value.length; index += 1) {
        const found = spanOf(within(child(root(file), 'a'), index, index + 1));
        const shown = file.text.slice(found?.start, found?.end);
        const unit = value.charAt(index);
        if (/[ab:#é]/.test(unit)) expect(shown).toContain(unit);
      }
    }),
    { numRuns: 300 },
  );
});

function textAt(file: SourceFile, key: string): string {
  const { value } = expectValue(loadDocument(file));
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value ?? {});
  const text = entries.find(([name]) => name === key)?.[1];
  return typeof text === 'string' ? text : '';
}
