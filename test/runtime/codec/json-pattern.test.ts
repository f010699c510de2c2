import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { list, map, nullable } from '../../../runtime/src/shape/containers.js';
import { enumeration } from '../../../runtime/src/shape/enumeration.js';
import { recogniser } from '../../../runtime/src/shape/json-pattern.js';
import { json } from '../../../runtime/src/shape/json-shape.js';
import { openRecord, optional, record } from '../../../runtime/src/shape/record.js';
import * as scalars from '../../../runtime/src/shape/scalar.js';
import { type Operations, reading } from '../../../runtime/src/shape/shape.js';
import { tagged } from '../../../runtime/src/shape/union.js';
import { loose } from '../shape/problems-of.js';
import { objects, type ShapeSample } from './arbitrary-shapes.js';
import { bent } from './bent-text.js';

const recognised = (shape: Operations, text: string): boolean => recogniser(shape.pattern())(text);

const samples = objects(3).chain((sample) =>
  sample.values.map((value): readonly [ShapeSample, string] => [sample, JSON.stringify(sample.shape.encode(value))]),
);

describe('patterns', () => {
  test('match nothing that walking over the parsed text would refuse, whatever was done to the text', () => {
    let matched = 0;
    fc.assert(
      fc.property(
        samples.chain(([sample, text]) => fc.tuple(fc.constant(sample), fc.constant(text), bent(text))),
        ([{ shape }, ...texts]) => {
          for (const text of texts) {
            if (shape.exact() || !recognised(shape, text)) continue;
            let wire: unknown;
            try {
              wire = JSON.parse(text);
            } catch {
              continue;
            }
            matched += 1;
            expect(shape.reads(wire, reading, 0)).toBe(true);
          }
        },
      ),
      { numRuns: 2_000 },
    );
    expect(matched).toBeGreaterThan(200);
  });

  const everything = record({
    id: scalars.uuid,
    first: optional(loose(scalars.text)),
    amounts: list(loose(scalars.decimal)),
    ratio: scalars.number,
    counts: map(loose(scalars.integer)),
    on: nullable(loose(scalars.date)),
    at: scalars.instant,
    local: scalars.localDatetime,
    offset: scalars.datetime,
    time: scalars.time,
    kind: enumeration(['a.b', 'a|b', '^$', '"]', '\u2028']),
    yes: scalars.boolean,
    nothing: scalars.nullValue,
    either: tagged('tag', { a: record({ x: scalars.text } as never), b: record({ y: scalars.integer } as never) }),
    last: optional(loose(scalars.text)),
  } as never);
  const sample = {
    id: '6F1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11',
    first: 'tab\t"quoted" \\ ü \u{1f600}',
    amounts: ['0', '-12.50', '100'],
    ratio: -0.25,
    counts: { a: 1, '"': -20 },
    on: '2024-02-29',
    at: '2026-12-31T23:59:59.123456789Z',
    local: '2000-02-29T00:00:00',
    offset: '2026-06-30T00:00:00-03:30',
    time: '23:59',
    kind: 'a|b',
    yes: true,
    nothing: null,
    either: { tag: 'b', y: 7 },
    last: '',
  };

  test('match what our own writer writes, with optional fields and without', () => {
    const { first: _first, last: _last, ...fewer } = sample;
    const nullDay = { ...sample, on: null, amounts: [], counts: {}, either: { tag: 'a', x: '' } };
    for (const value of [sample, fewer, nullDay]) {
      expect(everything.accepts(value, reading, 0)).toBe(true);
      expect(recognised(everything, JSON.stringify(value))).toBe(true);
    }
  });

  test.each([
    ['a digit that is none', { id: '6g1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11' }],
    ['a day that does not exist', { on: '2023-02-29' }],
    ['a 31st of a short month', { at: '2026-04-31T00:00:00Z' }],
    ['29 February of a century that is no leap year', { local: '1900-02-29T00:00:00' }],
    ['an hour that does not exist', { time: '24:00' }],
    ['ten digits of a second', { at: '2026-12-31T23:59:59.1234567890Z' }],
    ['a number of too many digits', { counts: { a: 2 ** 53 } }],
    ['an infinite number', { ratio: JSON.parse('1e999') as unknown }],
    ['a negative zero as decimal', { amounts: ['-0'] }],
    ['two numbers without a comma that would be one with it', { amounts: ['1 2'] }],
    ['an enum member that only a pattern would mean', { kind: 'aXb' }],
    ['half an enum member', { kind: 'a' }],
    ['a tag of no variant', { either: { tag: 'c' } }],
    ['the field of another variant', { either: { tag: 'a', y: 7 } }],
    ['null where it may not stand', { yes: null }],
  ])('do not match %s', (_title, wrong) => {
    expect(recognised(everything, JSON.stringify({ ...sample, ...wrong }))).toBe(false);
  });

  test('do not match further, missing, repeated or reordered fields, nor text around the object', () => {
    const text = JSON.stringify(sample);
    const { nothing: _nothing, ...fewer } = sample;
    for (const other of [
      JSON.stringify({ ...sample, further: 1 }),
      JSON.stringify(fewer),
      JSON.stringify(Object.fromEntries(Object.entries(sample).reverse())),
      text.replace('"yes":true', '"yes":true,"yes":true'),
      `${text}\n`,
      ` ${text}`,
    ]) {
      expect(recognised(everything, other)).toBe(false);
    }
  });

  test('are given up for shapes that no regular expression describes', () => {
    expect(json.pattern()).toBeUndefined();
    expect(record({ any: json } as never).pattern()).toBeUndefined();
    expect(openRecord({ id: scalars.text } as never, scalars.text as never).pattern()).toBeUndefined();
    expect(recogniser(undefined)('{}')).toBe(false);
  });

  test('refuse a long list of digits as fast as they accept it', () => {
    const numbers = record({ n: list(loose(scalars.integer)), t: list(loose(scalars.text)) } as never);
    const items = Array.from({ length: 4_000 }, (_, at) => at + 1_000_000_000);
    const texts = items.map((item) => `\\"${item}\\`);
    expect(recognised(numbers, JSON.stringify({ n: items, t: [] }))).toBe(true);
    const began = performance.now();
    expect(recognised(numbers, JSON.stringify({ n: [...items, null], t: [] }))).toBe(false);
    expect(recognised(numbers, JSON.stringify({ n: [], t: [...texts, 1] }))).toBe(false);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  test('leave text beyond their room to the walk', () => {
    const one = record({ t: scalars.text } as never);
    expect(recognised(one, JSON.stringify({ t: 'x'.repeat(99_000) }))).toBe(true);
    expect(recognised(one, JSON.stringify({ t: 'x'.repeat(100_000) }))).toBe(false);
  });
});
