import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fromMinorUnits,
  integerToDecimal,
  numberToDecimal,
  parseDecimal,
  parseInteger,
  parseNumber,
  toMinorUnits,
  toText,
} from '../../../runtime/src/conversion/numbers.js';
import { isRuntimeError } from '../../../runtime/src/errors/is-runtime-error.js';
import { isDecimal, toDecimal } from '../../../runtime/src/shape/decimal.js';
import type { Rounding } from '../../../runtime/src/shape/rounding.js';

const refused = (run: () => unknown): boolean => {
  try {
    run();
    return false;
  } catch (error) {
    return isRuntimeError(error, 'failed-conversion');
  }
};

test.each<[number, number, Rounding, string]>([
  [0.1 + 0.2, 2, 'half-even', '0.30'],
  [0.1 + 0.2, 17, 'exact', '0.30000000000000004'],
  [1e21, 2, 'half-even', '1000000000000000000000.00'],
  [1e-7, 8, 'exact', '0.00000010'],
  [1.5e-9, 9, 'half-even', '0.000000002'],
  [-0, 2, 'half-even', '0.00'],
  [-0.001, 2, 'half-even', '0.00'],
  [0, 0, 'exact', '0'],
  [1.005, 2, 'half-up', '1.01'],
  [2.675, 2, 'half-up', '2.68'],
  [1.255, 2, 'half-even', '1.26'],
  [1.245, 2, 'half-even', '1.24'],
  [12.5, 2, 'exact', '12.50'],
  [2 ** 53, 0, 'exact', '9007199254740992'],
  [-(2 ** 53) + 1, 1, 'exact', '-9007199254740991.0'],
  [Number.MAX_VALUE, 0, 'exact', `17976931348623157${'0'.repeat(292)}`],
  [Number.MIN_VALUE, 3, 'up', '0.001'],
  [123456789.12345679, 4, 'down', '123456789.1234'],
])('the number %d at scale %i, %s, is %s', (value, scale, round, expected) => {
  expect(numberToDecimal(value, { scale, round })).toBe(expected);
  expect(isDecimal(expected)).toBe(true);
});

const ways: readonly Rounding[] = ['half-even', 'half-up', 'down', 'up', 'floor', 'ceiling'];

test.each<[string, readonly string[]]>([
  ['2.5', ['2', '3', '2', '3', '2', '3']],
  ['3.5', ['4', '4', '3', '4', '3', '4']],
  ['-2.5', ['-2', '-3', '-2', '-3', '-3', '-2']],
  ['2.51', ['3', '3', '2', '3', '2', '3']],
  ['2.49', ['2', '2', '2', '3', '2', '3']],
  ['-2.49', ['-2', '-2', '-2', '-3', '-3', '-2']],
  ['0.5', ['0', '1', '0', '1', '0', '1']],
  ['-0.5', ['0', '-1', '0', '-1', '-1', '0']],
  ['-0.4', ['0', '0', '0', '-1', '-1', '0']],
  ['2.0', ['2', '2', '2', '2', '2', '2']],
  ['2.500000000000000000000001', ['3', '3', '2', '3', '2', '3']],
  ['9.9', ['10', '10', '9', '10', '9', '10']],
  ['-9.9', ['-10', '-10', '-9', '-10', '-10', '-9']],
])('%s rounds half-even, half-up, down, up, floor, ceiling', (text, expected) => {
  expect(ways.map((round): string => toDecimal(text, { scale: 0, round }))).toEqual(expected);
  expect(ways.map((round) => String(toMinorUnits(text, { scale: 0, round })))).toEqual(expected);
});

test('exact refuses what it would have to round, and nothing else', () => {
  expect(toMinorUnits('12.340', { scale: 2, round: 'exact' })).toBe(1234);
  expect(refused(() => toMinorUnits('12.341', { scale: 2, round: 'exact' }))).toBe(true);
  expect(refused(() => numberToDecimal(0.1, { scale: 0, round: 'exact' }))).toBe(true);
  expect(() => toDecimal('1.5', { scale: 0, round: 'exact' })).toThrow('would be lost');
});

describe('smallest units', () => {
  test.each<[string | number | bigint, number, number]>([
    ['12.50', 2, 1250],
    [12.5, 2, 1250],
    [0.29, 2, 29],
    [1.1, 1, 11],
    [4.35, 2, 435],
    [-0.07, 2, -7],
    [7n, 3, 7000],
    ['0', 2, 0],
    [9007199254740991, 0, 9007199254740991],
    ['90071992547409.91', 2, 9007199254740991],
  ])('of %s at scale %i are %i', (amount, scale, units) => {
    expect(toMinorUnits(amount, { scale, round: 'exact' })).toBe(units);
  });

  test.each<[number | bigint, number, string]>([
    [1250, 2, '12.50'],
    [5, 2, '0.05'],
    [-5, 2, '-0.05'],
    [0, 2, '0.00'],
    [-0, 2, '0.00'],
    [7, 0, '7'],
    [9007199254740993n, 2, '90071992547409.93'],
    [1e21, 3, '1000000000000000000.000'],
  ])('%s at scale %i make %s', (units, scale, amount) => {
    expect(fromMinorUnits(units, { scale, round: 'exact' })).toBe(amount);
  });

  test('beyond what a number holds, or not whole, are refused', () => {
    expect(refused(() => toMinorUnits('90071992547409.92', { scale: 2, round: 'exact' }))).toBe(true);
    expect(refused(() => toMinorUnits(1e300, { scale: 2, round: 'exact' }))).toBe(true);
    for (const units of [1.5, Number.NaN, Infinity]) {
      expect(refused(() => fromMinorUnits(units, { scale: 2, round: 'exact' }))).toBe(true);
    }
  });

  test('and amounts lead to each other', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.nat(6), (units, scale) => {
        expect(toMinorUnits(fromMinorUnits(units, { scale, round: 'exact' }), { scale, round: 'exact' })).toBe(units);
      }),
    );
  });
});

test.each<[string | number | bigint | boolean, string]>([
  [0.1 + 0.2, '0.30000000000000004'],
  [1e21, '1000000000000000000000'],
  [1e-7, '0.0000001'],
  [-0, '0'],
  [-1.5, '-1.5'],
  [9007199254740993n, '9007199254740993'],
  [-0n, '0'],
  [true, 'true'],
  [false, 'false'],
  ['as it is 1e3', 'as it is 1e3'],
])('%s as text is %s', (value, expected) => {
  expect(toText(value)).toBe(expected);
});

test.each([Number.NaN, Infinity, -Infinity])('%d is no text and no decimal', (value) => {
  for (const convert of [toText, integerToDecimal, (n: number) => numberToDecimal(n, { scale: 1, round: 'up' })]) {
    expect(refused(() => convert(value))).toBe(true);
  }
});

test.each<[number | bigint, string]>([
  [9007199254740991, '9007199254740991'],
  [9007199254740993n, '9007199254740993'],
  [-0, '0'],
  [-12, '-12'],
  [1e21, '1000000000000000000000'],
])('the integer %s is the decimal %s', (value, expected) => {
  expect(integerToDecimal(value)).toBe(expected);
});

test.each<[string, number | undefined, number | undefined, string | undefined]>([
  ['7', 7, 7, '7'],
  ['-7', -7, -7, '-7'],
  ['+7', 7, 7, '7'],
  ['007', 7, 7, '7'],
  ['-0', 0, 0, '0'],
  ['9007199254740991', 9007199254740991, 9007199254740991, '9007199254740991'],
  ['9007199254740993', undefined, 9007199254740992, '9007199254740993'],
  ['1.50', undefined, 1.5, '1.50'],
  ['1e3', undefined, 1000, '1000'],
  ['1.5e-3', undefined, 0.0015, '0.0015'],
  ['1e400', undefined, undefined, `1${'0'.repeat(400)}`],
  ['1e9999999', undefined, undefined, undefined],
  ['', undefined, undefined, undefined],
  [' 7', undefined, undefined, undefined],
  ['7 ', undefined, undefined, undefined],
  ['0x10', undefined, undefined, undefined],
  ['1_000', undefined, undefined, undefined],
  ['1,5', undefined, undefined, undefined],
  ['.5', undefined, undefined, undefined],
  ['5.', undefined, undefined, undefined],
  ['NaN', undefined, undefined, undefined],
  ['Infinity', undefined, undefined, undefined],
  ['--7', undefined, undefined, undefined],
  ['٣', undefined, undefined, undefined],
])('the text %j is the integer %s, the number %s, the decimal %s', (text, integer, number, decimal) => {
  expect([parseInteger(text), parseNumber(text), parseDecimal(text)]).toEqual([integer, number, decimal]);
  expect(Object.is(parseInteger(text), -0) || Object.is(parseNumber(text), -0)).toBe(false);
});

test('a number comes back from its text and from its decimal', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const same = value === 0 ? 0 : value;
      expect(parseNumber(toText(value))).toBe(same);
      const decimal = parseDecimal(toText(value));
      expect(Number(decimal)).toBe(same);
      expect(toText(value)).not.toMatch(/e|^-0$/i);
    }),
  );
});

test('errors do not quote the value', () => {
  for (const run of [() => toMinorUnits('123456.789', { scale: 2, round: 'exact' }), () => toText(Number.NaN)]) {
    try {
      run();
      expect.fail('It was converted.');
    } catch (error) {
      expect(String(error)).not.toMatch(/123456|NaN/);
    }
  }
});
