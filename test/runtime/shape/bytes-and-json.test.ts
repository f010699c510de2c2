import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBase64, encodeBase64, isBase64 } from '../../../runtime/src/shape/base64.js';
import { json } from '../../../runtime/src/shape/json-shape.js';
import { bytes } from '../../../runtime/src/shape/scalar.js';
import { problemsOf, throughJson } from './problems-of.js';

describe('base64', () => {
  test('agrees with the platform both ways', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (some) => {
        const text = encodeBase64(some);
        expect(text).toBe(Buffer.from(some).toString('base64'));
        expect(isBase64(text)).toBe(true);
        expect(decodeBase64(text)).toEqual(some);
      }),
    );
  });

  test.each([
    'A',
    'AA',
    'AAA',
    'AA=A',
    'A===',
    'AB==',
    'AAB=',
    'AA==\n',
    'AA AA',
    '-_==',
    'AA==AA==',
    '=AAA',
    '====',
    'AÄ==',
  ])('refuses %j: not the one form that bytes have', (text) => expect(isBase64(text)).toBe(false));

  test('accepts exactly what encoding could have made', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-D+/=]{0,12}$/), (text) => {
        expect(isBase64(text)).toBe(Buffer.from(text, 'base64').toString('base64') === text);
      }),
    );
  });
});

describe('bytes', () => {
  test('are taken from any kind of byte array, and copied', () => {
    const given = Buffer.from([1, 2, 3]);
    const made = bytes.fill(given);
    given[0] = 9;
    expect(made).toEqual(new Uint8Array([1, 2, 3]));
    expect(throughJson(bytes, new Uint8Array([255]))).toEqual(new Uint8Array([255]));
  });

  test.each([[1, 2], 'AQID', new ArrayBuffer(2), new Uint16Array(2), { length: 0 }, new DataView(new ArrayBuffer(1))])(
    'are nothing else: %s',
    (value) => expect(problemsOf(bytes, value)).toEqual([': type']),
  );
});

class Money {
  amount = 1;
}

const cyclic: Record<string, unknown> = {};
cyclic['self'] = cyclic;

const nested = (levels: number): unknown => (levels === 0 ? null : [nested(levels - 1)]);

describe('json', () => {
  test.each<[string, unknown, string]>([
    ['undefined', undefined, ''],
    ['a member that is undefined', { a: { b: undefined } }, '/a/b'],
    ['a hole', [1, , 3], '/1'],
    ['NaN', [NaN], '/0'],
    ['an infinite number', { a: -Infinity }, '/a'],
    ['a bigint', { a: 1n }, '/a'],
    ['a date', { at: new Date(0) }, '/at'],
    ['a map', new Map(), ''],
    ['an instance', { price: new Money() }, '/price'],
    ['a function', { toJSON: () => 1 }, '/toJSON'],
    ['a symbol', [Symbol('a')], '/0'],
    ['a NUL character', { a: 'x\0' }, '/a'],
    ['a lone surrogate', ['\uD800'], '/0'],
    ['a NUL character in a key', { 'a\0': 1 }, '/a\0'],
  ])('refuses %s', (_what, value, pointer) => {
    expect(problemsOf(json, value)).toEqual([`${pointer}: unrepresentable`]);
  });

  test('refuses data that contains itself, once for each way in', () => {
    expect(problemsOf(json, cyclic)).toHaveLength(1);
  });

  test('takes 256 levels and no more', () => {
    expect(problemsOf(json, nested(256))).toEqual([]);
    expect(problemsOf(json, nested(257))).toHaveLength(1);
  });

  test('names all problems, and counts those beyond a hundred', () => {
    expect(problemsOf(json, [NaN, { a: undefined, b: 1n }, Infinity])).toEqual([
      '/0: unrepresentable',
      '/1/a: unrepresentable',
      '/1/b: unrepresentable',
      '/2: unrepresentable',
    ]);
    expect(problemsOf(json, new Array(5_000).fill(NaN))).toHaveLength(100);
  });

  test('keeps every JSON value, prototype names and all, and shares none of it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ depthSize: 'medium' }), (value) => {
        const text = JSON.stringify(value);
        const parsed: unknown = JSON.parse(text);
        expect(throughJson(json, parsed)).toEqual(parsed);
      }),
    );
    const hostile: unknown = JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":1},"toString":2}');
    const copy = json.fill(hostile);
    expect(JSON.stringify(copy)).toBe(JSON.stringify(hostile));
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    const mutable = { a: [1] };
    const owned = json.fill(mutable);
    mutable.a.push(2);
    expect(owned).toEqual({ a: [1] });
    expect(json.fill({ a: -0 })).toStrictEqual({ a: 0 });
  });
});
