import { describe, expect, test } from 'vitest';
import { adopt, constant, toJson } from '../../../runtime/src/conversion/values.js';
import { constrained } from '../../../runtime/src/shape/constrained.js';
import { list, map } from '../../../runtime/src/shape/containers.js';
import { toDecimal } from '../../../runtime/src/shape/decimal.js';
import { enumeration } from '../../../runtime/src/shape/enumeration.js';
import { json } from '../../../runtime/src/shape/json-shape.js';
import { optional, record } from '../../../runtime/src/shape/record.js';
import { bigint, brandedUuid, bytes, date, decimal, integer, text } from '../../../runtime/src/shape/scalar.js';
import { decimalNumber, instantEpochMs } from '../../../runtime/src/shape/wire-number.js';

interface Inner {
  readonly n: bigint;
  readonly note?: string;
}

const inner = record<Inner>({ n: bigint, note: optional(text) });

test('a value becomes the JSON that it is stored as', () => {
  expect(toJson(inner, { n: 7n })).toEqual({ n: '7' });
  expect(toJson(list(bytes), [Uint8Array.of(1, 2)])).toEqual(['AQI=']);
  expect(toJson(map(instantEpochMs), { a: '1970-01-01T00:00:01Z' })).toEqual({ a: 1000 });
  expect(toJson(decimalNumber, toDecimal('12.50'))).toBe(12.5);
  expect(toJson(json, { __proto__: null, a: [1, null] } as never)).toEqual({ a: [1, null] });
});

describe('what was kept becomes a declared value', () => {
  test('where it is a valid one', () => {
    expect(adopt(inner, { n: '7', note: 'x' })).toEqual({ n: 7n, note: 'x' });
    expect(adopt(date, '2026-02-28')).toBe('2026-02-28');
    expect(adopt(integer, 0)).toBe(0);
    expect(adopt(text, '')).toBe('');
    expect(
      adopt(
        constrained(text, () => false),
        'constraints bind writers only',
      ),
    ).toBe('constraints bind writers only');
  });

  test.each<[string, () => unknown]>([
    ['absent', () => adopt(text, undefined)],
    ['null', () => adopt(text, null)],
    ['no such day', () => adopt(date, '2026-02-29')],
    ['a number in place of digits', () => adopt(bigint, 7)],
    ['a further field', () => adopt(inner, { n: '7', more: 1 })],
    ['a missing field', () => adopt(inner, {})],
    ['an array', () => adopt(inner, [])],
    ['another member', () => adopt(enumeration(['a']), 'b')],
  ])('and otherwise is left out: %s', (_what, run) => expect(run()).toBeUndefined());
});

describe('a constant', () => {
  test('is decoded once, and cannot be changed by whoever gets it', () => {
    const value = constant(record<{ readonly a: readonly Inner[] }>({ a: list(inner) }), { a: [{ n: '1' }] });
    expect(value).toEqual({ a: [{ n: 1n }] });
    expect([value, value.a, value.a[0]].every(Object.isFrozen)).toBe(true);
    expect(constant(bytes, 'AQI=')).toEqual(Uint8Array.of(1, 2));
    expect(constant(brandedUuid, '6f1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11')).toHaveLength(36);
  });

  test.each<[string, () => unknown]>([
    ['a decimal with an exponent', () => constant(decimal, '1e3')],
    ['bytes that are no base64', () => constant(bytes, 'A')],
    ['null', () => constant(text, null)],
  ])('that does not fit fails at once: %s', (_what, run) => {
    expect(run).toThrow(expect.objectContaining({ code: 'invalid-use' }));
  });
});
