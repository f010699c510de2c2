import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { list, map, nullable } from '../../../runtime/src/shape/containers.js';
import { enumeration, openEnum } from '../../../runtime/src/shape/enumeration.js';
import { extractor } from '../../../runtime/src/shape/json-extraction.js';
import { json } from '../../../runtime/src/shape/json-shape.js';
import { openRecord, optional, record } from '../../../runtime/src/shape/record.js';
import * as scalars from '../../../runtime/src/shape/scalar.js';
import { type Operations, reading } from '../../../runtime/src/shape/shape.js';
import { tagged } from '../../../runtime/src/shape/union.js';
import { loose } from '../shape/problems-of.js';
import { objects, type ShapeSample } from './arbitrary-shapes.js';
import { bent } from './bent-text.js';

const extract = (shape: Operations, text: string): object | undefined => extractor(shape)(text);

/** As parsing and walking would have it; `undefined` where either refuses. */
function parsed(shape: Operations, text: string): unknown {
  try {
    const wire: unknown = JSON.parse(text);
    return shape.reads(wire, reading, 0) ? shape.decode(wire, reading) : undefined;
  } catch {
    return undefined;
  }
}

const samples = objects(3).chain((sample) =>
  sample.values.map((value): readonly [ShapeSample, string] => [sample, JSON.stringify(sample.shape.encode(value))]),
);

const money = record({ amount: scalars.decimal, currency: scalars.text } as never);
const everything = record({
  id: scalars.uuid,
  before: optional(loose(scalars.text)),
  empty: optional(loose(nullable(loose(scalars.integer)))),
  total: money,
  refund: optional(loose(money)),
  lines: list(loose(money)),
  counts: map(loose(scalars.integer)),
  ratio: scalars.number,
  on: nullable(loose(scalars.date)),
  deeper: record({
    deepest: record({ at: scalars.instant } as never),
    maybe: optional(loose(scalars.boolean)),
  } as never),
  allOptional: record({ a: optional(loose(scalars.text)), b: optional(loose(scalars.text)) } as never),
  kind: enumeration(['a.b', 'a|b', '^$', '"]', '\u2028']),
  open: openEnum(['x']),
  yes: scalars.boolean,
  nothing: scalars.nullValue,
  either: tagged('tag', { a: record({ x: scalars.text } as never), b: record({ y: scalars.integer } as never) }),
  note: scalars.text,
  last: optional(loose(scalars.text)),
} as never);
const sample = {
  id: '6F1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11',
  before: 'tab\t"quoted" \\ ü \u{1f600} \ud800',
  empty: null,
  total: { amount: '12.50', currency: 'EUR' },
  refund: { amount: '0', currency: '' },
  lines: [{ amount: '1', currency: 'EUR' }],
  counts: { a: 1, __proto__x: 2 },
  ratio: -0.25,
  on: null,
  deeper: { deepest: { at: '2026-12-31T23:59:59.123456789Z' }, maybe: false },
  allOptional: { b: '' },
  kind: '"]',
  open: 'later',
  yes: true,
  nothing: null,
  either: { tag: 'b', y: 7 },
  note: '\u2028 "," {}',
  last: '',
};

describe('extraction', () => {
  test('gives what parsing and walking give, and nothing for what they refuse, whatever was done to the text', () => {
    let extracted = 0;
    fc.assert(
      fc.property(
        samples.chain(([each, text]) => fc.tuple(fc.constant(each), fc.constant(text), bent(text))),
        ([{ shape }, ...texts]) => {
          for (const text of texts) {
            const data = extract(shape, text);
            if (data === undefined) continue;
            extracted += 1;
            const wanted = parsed(shape, text);
            expect(data).toStrictEqual(wanted);
            expect(JSON.stringify(data)).toBe(JSON.stringify(wanted));
          }
        },
      ),
      { numRuns: 2_000 },
    );
    expect(extracted).toBeGreaterThan(200);
  });

  test('takes everything that our own writer writes, fields in order, with optional ones and without', () => {
    const { before: _before, empty: _empty, refund: _refund, last: _last, ...fewer } = sample;
    for (const value of [sample, fewer, { ...sample, empty: -3, on: '2024-02-29', lines: [], counts: {} }]) {
      const text = JSON.stringify(value);
      const data = extract(everything, text);
      expect(data).toStrictEqual(JSON.parse(text));
      expect(JSON.stringify(data)).toBe(text);
    }
  });

  test.each([
    ['a broken id', { id: '6g1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11' }],
    ['a day that does not exist', { on: '2023-02-29' }],
    ['something wrong within an object', { total: { amount: '-0', currency: 'EUR' } }],
    ['something wrong within a list', { lines: [{ amount: 1, currency: 'EUR' }] }],
    ['null where it may not stand', { yes: null }],
    ['a number of too many digits', { counts: { a: 2 ** 53 } }],
    ['a tag of no variant', { either: { tag: 'c' } }],
    ['a member that no closed enum has', { kind: 'a' }],
    ['a field too many', { further: 1 }],
    ['a field too many within', { total: { amount: '1', currency: 'EUR', further: 1 } }],
  ])('leaves %s to those who can say what is wrong', (_title, wrong) => {
    expect(extract(everything, JSON.stringify({ ...sample, ...wrong }))).toBeUndefined();
  });

  const note = record({ note: scalars.text, n: scalars.number } as never);

  test.each([
    ['a raw control character', '{"note":"a\u0001b","n":1}'],
    ['a raw line break', '{"note":"a\nb","n":1}'],
    ['a raw character behind a backslash', '{"note":"a\\\u0001b","n":1}'],
    ['an escape that does not exist', String.raw`{"note":"\x","n":1}`],
    ['half an escape', String.raw`{"note":"\u12","n":1}`],
    ['a leading zero', '{"note":"","n":01}'],
    ['a point without digits', '{"note":"","n":1.}'],
    ['no comma', '{"note":"""n":1}'],
    ['a comma too many', '{"note":"","n":1,}'],
    ['a line break behind the end', '{"note":"","n":1}\n'],
    ['nothing', ''],
  ])('takes nothing out of %s, which is no JSON of ours', (_title, text) => {
    expect(extract(note, text)).toBeUndefined();
  });

  test('keeps the sign of zero as parsing does, and every digit', () => {
    for (const n of ['-0', '0.1', '123456789012345.678', '1.7976931348623157']) {
      const data = extract(note, `{"note":"","n":${n}}`);
      expect(Object.is(Reflect.get(data ?? {}, 'n'), JSON.parse(n))).toBe(true);
    }
  });

  test('never sets a prototype, and never calls what objects inherit', () => {
    const strange = record(Object.fromEntries([['__proto__', scalars.text]]) as never);
    expect(extract(strange, '{"__proto__":"x"}')).toBeUndefined();
    const inherited = record({ toString: scalars.text } as never);
    expect(extract(inherited, '{"toString":"x"}')).toBeUndefined();
  });

  test('is given up for shapes that parsing alone can read', () => {
    expect(extract(json, '{}')).toBeUndefined();
    expect(extract(record({ any: json } as never), '{"any":1}')).toBeUndefined();
    expect(extract(record({ big: scalars.bigint } as never), '{"big":"1"}')).toBeUndefined();
    expect(extract(openRecord({ id: scalars.text } as never, scalars.text as never), '{"id":""}')).toBeUndefined();
    expect(extract(record({ a: optional(loose(scalars.text)) } as never), '{}')).toBeUndefined();
    expect(extract(record({} as never), '{}')).toStrictEqual({});
  });

  test('leaves long texts to parsing, so that a field that is kept does not keep them', () => {
    const text = (length: number): string => JSON.stringify({ note: 'x'.repeat(length), n: 1 });
    expect(extract(note, text(900))).toBeDefined();
    expect(extract(note, text(1_000))).toBeUndefined();
  });

  test('is no longer tried where it hardly ever succeeds', () => {
    const [ours, theirs] = ['{"note":"","n":1}', '{ "note": "", "n": 1 }'];
    const take = extractor(note);
    for (let at = 0; at < 300; at += 1) {
      expect(take(theirs)).toBeUndefined();
      expect(take(ours)).toEqual({ note: '', n: 1 });
    }
    for (let at = 0; at < 100; at += 1) expect(take(theirs)).toBeUndefined();
    expect(take(ours)).toBeUndefined();
  });
});
