import { toDecimal } from '@varve/runtime';
import { describe, expect, test } from 'vitest';
import { add, isMore, isNothing, noMoney, subtract, times } from '../src/order/money.js';

const euros = (amount: string) => ({ amount: toDecimal(amount), currency: 'EUR' });

describe('money is exact', () => {
  test.each([
    ['0.1', '0.2', '0.3'],
    ['12.50', '7.4', '19.90'],
    ['1', '0.001', '1.001'],
    ['-2.5', '2.5', '0.0'],
    ['9007199254740993', '0.01', '9007199254740993.01'],
  ])('%s + %s = %s', (left, right, sum) => {
    expect(add(euros(left), euros(right))).toEqual(euros(sum));
    expect(subtract(euros(sum), euros(right)).amount).toMatch(left === '-2.5' ? /^-2\.5$/ : /^\d/);
  });

  test.each([
    ['0.10', 3, '0.30'],
    ['12.5', 1000, '12500.0'],
    ['7', 0, '0'],
  ])('%s × %i = %s', (amount, count, product) => {
    expect(times(euros(amount), count)).toEqual(euros(product));
  });

  test('amounts are compared by value, not by how they are written', () => {
    expect(isMore(euros('2.50'), euros('2.5'))).toBe(false);
    expect(isMore(euros('2.51'), euros('2.5'))).toBe(true);
    expect(isMore(euros('2.5'), euros('10'))).toBe(false);
    expect(isNothing(euros('0.00'))).toBe(true);
    expect(isNothing(noMoney('EUR'))).toBe(true);
    expect(isNothing(euros('0.01'))).toBe(false);
  });
});
