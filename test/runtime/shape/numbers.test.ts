import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseExactly, stringifyExactly } from '../../../runtime/src/codec/exact-json.js';
import { isRuntimeError } from '../../../runtime/src/errors/is-runtime-error.js';
import { toDecimal } from '../../../runtime/src/shape/decimal.js';
import { ExactNumber, isDecimalText, plainDecimal } from '../../../runtime/src/shape/exact-number.js';
import { bigint, integer, number } from '../../../runtime/src/shape/scalar.js';
import { bigintNumber, decimalNumber, instantEpochMs } from '../../../runtime/src/shape/wire-number.js';
import type { Operations } from '../../../runtime/src/shape/shape.js';
import { problemsOf, throughJson } from './problems-of.js';

const invalidDecimal = (run: () => unknown): boolean => {
  try {
    run();
    return false;
  } catch (error) {
    return isRuntimeError(error, 'invalid-decimal');
  }
};

describe('decimal text', () => {
  test.each(['0', '0.00', '1', '-1', '12.50', '-0.01', '-12.0', '9'.repeat(1_000)])('%s is canonical', (text) => {
    expect(isDecimalText(text)).toBe(true);
  });

  test.each([
    '',
    '-',
    '-0',
    '-0.00',
    '01',
    '.5',
    '5.',
    '+1',
    '1e3',
    '1,5',
    ' 1',
    '1 ',
    '1\n',
    'NaN',
    '0x1',
    '9'.repeat(1_003),
  ])('%j is not', (text) => expect(isDecimalText(text)).toBe(false));

  test('is judged in linear time', () => {
    expect(isDecimalText(`-0.${'0'.repeat(999)}`)).toBe(false);
    expect(plainDecimal('1'.repeat(5_000_000))).toBeUndefined();
  });
});

describe('making a decimal', () => {
  test.each<[string | number | bigint, string]>([
    ['12.50', '12.50'],
    [0.1, '0.1'],
    [1e21, '1000000000000000000000'],
    [1e-7, '0.0000001'],
    [-0, '0'],
    ['-0.00', '0.00'],
    ['007', '7'],
    [123n, '123'],
    ['1.5e1', '15'],
    ['1.50e1', '15.0'],
    ['12e-1', '1.2'],
    [Number.MAX_SAFE_INTEGER, '9007199254740991'],
  ])('from %s gives %s', (value, expected) => {
    expect(toDecimal(value)).toBe(expected);
  });

  test.each(['', 'abc', NaN, Infinity, '1e9999', '0x10', ' 1', '1e', '--1'])('refuses %s', (value) => {
    expect(invalidDecimal(() => toDecimal(value))).toBe(true);
  });

  test.each<[string, number, 'half-even' | 'half-up' | 'down' | undefined, string]>([
    ['12.5', 2, undefined, '12.50'],
    ['12.500', 1, undefined, '12.5'],
    ['12', 0, undefined, '12'],
    ['0.125', 2, 'half-even', '0.12'],
    ['0.135', 2, 'half-even', '0.14'],
    ['0.1250001', 2, 'half-even', '0.13'],
    ['0.125', 2, 'half-up', '0.13'],
    ['-0.125', 2, 'half-up', '-0.13'],
    ['0.129', 2, 'down', '0.12'],
    ['-0.004', 2, 'down', '0.00'],
    ['9.99', 1, 'half-up', '10.0'],
    ['0.5', 0, 'half-even', '0'],
    ['1.5', 0, 'half-even', '2'],
    ['0.06', 1, 'half-even', '0.1'],
    ['2.5', 0, 'half-even', '2'],
  ])('%s at scale %d, rounding %s, gives %s', (value, scale, round, expected) => {
    expect(toDecimal(value, round === undefined ? { scale } : { scale, round })).toBe(expected);
  });

  test('never loses digits unsaid', () => {
    expect(invalidDecimal(() => toDecimal('12.505', { scale: 2 }))).toBe(true);
    expect(invalidDecimal(() => toDecimal('1', { scale: -1 }))).toBe(true);
    expect(invalidDecimal(() => toDecimal('1', { scale: 101 }))).toBe(true);
    expect(invalidDecimal(() => toDecimal('1', { scale: 0.5 }))).toBe(true);
  });

  test('agrees with exact arithmetic on rounding', () => {
    const unscaled = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
    fc.assert(
      fc.property(unscaled, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 6 }), (digits, scale, target) => {
        fc.pre(target < scale);
        const factor = 10n ** BigInt(scale - target);
        const magnitude = digits < 0n ? -digits : digits;
        const twice = (magnitude % factor) * 2n;
        const up = twice > factor || (twice === factor && (magnitude / factor) % 2n === 1n);
        const rounded = (magnitude / factor + (up ? 1n : 0n)) * (digits < 0n ? -1n : 1n);
        const decimal = toDecimal(text(digits, scale), { scale: target, round: 'half-even' });
        expect(BigInt(decimal.replace('.', ''))).toBe(rounded);
      }),
    );
  });
});

/** `digits` with a point `scale` places from the right. */
function text(digits: bigint, scale: number): string {
  const magnitude = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  return `${digits < 0n ? '-' : ''}${magnitude.slice(0, -scale)}.${magnitude.slice(-scale)}`;
}

describe('numbers in memory', () => {
  test.each([NaN, Infinity, -Infinity, '1', null, undefined, 1n])('%s is no finite number', (value) => {
    expect(problemsOf(number, value)).toHaveLength(1);
  });

  test.each([2 ** 53, -(2 ** 53), 0.5, NaN, '1'])('%s is no safe integer', (value) => {
    expect(problemsOf(integer, value)).toHaveLength(1);
  });

  test('minus zero becomes zero, since JSON keeps no sign', () => {
    expect(Object.is(throughJson(number, -0), 0)).toBe(true);
    expect(Object.is(number.fill(-0), 0)).toBe(true);
    expect(Object.is(integer.fill(-0), 0)).toBe(true);
  });

  test('bigints travel as strings, exactly, and never as anything else', () => {
    expect(throughJson(bigint, 9_007_199_254_740_993n)).toBe(9_007_199_254_740_993n);
    expect(problemsOf(bigint, 1)).toEqual([': type']);
    expect(problemsOf(bigint, 10n ** 1_000n)).toEqual([': type']);
    for (const wire of ['', '01', '-0', '1.0', '1e3', '0x1', ' 1', 1])
      expect(bigint.accepts(wire, 1, 0), String(wire)).toBe(false);
  });
});

/** Data as the codec would read it back from a log. */
function exactRound(shape: Operations, value: unknown): unknown {
  return shape.decode(parseExactly(stringifyExactly(shape.encode(value))), 1 | 8);
}

describe('exact numbers in JSON', () => {
  test('keep every digit that was written', () => {
    const json = '{"a":9007199254740993,"b":[1.50,-0.10,1e400],"c":"12.5"}';
    expect(stringifyExactly(parseExactly(json))).toBe(json);
  });

  test.each(['{"a":01}', '[1,]', '{"a" 1}', '', 'nul', '[1', '"\u0001"', '{"a":1}}', "{'a':1}"])(
    'refuses %j as the platform does',
    (json) => {
      expect(() => parseExactly(json)).toThrow(SyntaxError);
    },
  );

  test('read what the platform reads, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const json = JSON.stringify(value, undefined, 1);
        expect(settle(parseExactly(json))).toEqual(JSON.parse(json));
        expect(JSON.parse(stringifyExactly(parseExactly(json)))).toEqual(JSON.parse(json));
      }),
    );
  });

  test('do not touch prototypes', () => {
    const parsed = parseExactly('{"__proto__":{"polluted":1},"constructor":2}');
    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
    expect(Object.keys(Object(parsed))).toEqual(['__proto__', 'constructor']);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  test('carry decimals with their scale, both ways', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }),
        fc.integer({ min: 1, max: 20 }),
        (digits, scale) => {
          const decimal = toDecimal(text(digits, scale));
          expect(exactRound(decimalNumber, decimal)).toBe(decimal);
        },
      ),
    );
  });

  test('carry bigints, both ways', () => {
    fc.assert(fc.property(fc.bigInt(), (value) => exactRound(bigintNumber, value) === value));
  });

  test('read whole numbers however they are written', () => {
    for (const json of ['5000', '5e3', '5000.0', '5.000e3', '50000e-1'])
      expect(bigintNumber.decode(parseExactly(json), 9)).toBe(5000n);
    for (const json of ['0.5', '"5"', 'null', '5e-1'])
      expect(bigintNumber.accepts(parseExactly(json), 9, 0), json).toBe(false);
    expect(decimalNumber.accepts(new ExactNumber('1e5000'), 9, 0)).toBe(false);
  });
});

describe('instants as milliseconds', () => {
  test.each([
    ['2026-01-01T00:00:00Z', 1_767_225_600_000],
    ['2026-01-01T00:00:00.5Z', 1_767_225_600_500],
    ['1969-12-31T23:59:59.999Z', -1],
    ['0000-01-01T00:00:00Z', -62_167_219_200_000],
    ['9999-12-31T23:59:59.999Z', 253_402_300_799_999],
  ])('%s is %d', (instant, milliseconds) => {
    expect(instantEpochMs.encode(instant)).toBe(milliseconds);
    expect(instantEpochMs.decode(milliseconds, 1)).toBe(instant);
  });

  test('have one form in memory, the one that is read back', () => {
    expect(throughJson(instantEpochMs, '2026-01-01T00:00:00.500Z')).toBe('2026-01-01T00:00:00.5Z');
    expect(instantEpochMs.fill('2026-01-01T00:00:10.000Z')).toBe('2026-01-01T00:00:10Z');
    expect(throughJson(instantEpochMs, '2026-01-01T00:00:00.120000Z')).toBe('2026-01-01T00:00:00.12Z');
  });

  test('refuse what milliseconds cannot hold', () => {
    expect(problemsOf(instantEpochMs, '2026-01-01T00:00:00.0001Z')).toEqual([': format']);
    for (const wire of [0.5, 2 ** 60, '0', null, NaN])
      expect(instantEpochMs.accepts(wire, 1, 0), String(wire)).toBe(false);
  });

  test('round trip for every millisecond', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 }),
        (milliseconds) => instantEpochMs.encode(instantEpochMs.decode(milliseconds, 1)) === milliseconds,
      ),
    );
  });
});

function settle(value: unknown): unknown {
  if (value instanceof ExactNumber) return Number(value.text);
  if (Array.isArray(value)) return value.map(settle);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, settle(member)]));
}
