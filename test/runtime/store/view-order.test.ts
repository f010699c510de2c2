import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareDecimals } from '../../../runtime/src/shape/decimal-checks.js';
import { compareCodePoints, compareValues, sortableDecimal } from '../../../runtime/src/store/view-order.js';

const decimal = fc.tuple(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.nat(30)).map(([units, scale]) => {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return units < 0n ? `-${text}` : text;
});

test('the text of a decimal sorts as the decimal does', () => {
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      const [left, right] = [sortableDecimal(a), sortableDecimal(b)];
      expect(left < right ? -1 : left > right ? 1 : 0, `${a} and ${b}`).toBe(compareDecimals(a, b));
    }),
    { numRuns: 2_000 },
  );
});

test('text is compared as its UTF-8 is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
      expect(compareCodePoints(a, b)).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
    }),
  );
  expect(compareCodePoints('\uFFFD', '😀')).toBe(-1);
});

test('null comes before every value, and is equal to itself', () => {
  expect(compareValues('integer', null, Number.MIN_SAFE_INTEGER)).toBe(-1);
  expect(compareValues('text', '', null)).toBe(1);
  expect(compareValues('decimal', null, null)).toBe(0);
});
