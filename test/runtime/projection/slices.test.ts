import { expect, test } from 'vitest';
import { sliceOf } from '../../../runtime/src/projection/slices.js';

test('the slice of a stream is frozen: rows and checkpoints depend on it', () => {
  const names = ['bank.cart-a', 'bank.cart-b', 'bank.cart-é', 'ordering.order-1', 'ordering.order-2'];
  const of = (count: number, tenant?: string): string => names.map((name) => sliceOf(name, tenant, count)).join(' ');
  expect([of(2), of(4), of(16), of(1_024)]).toEqual(['0 1 1 1 1', '2 3 3 1 3', '6 7 15 9 11', '966 471 943 409 475']);
  expect(of(16, 'tenant')).toBe('10 11 4 11 2');
  expect(of(1)).toBe('0 0 0 0 0');
});

test('slices are about equally large', () => {
  const counts = new Array<number>(8).fill(0);
  for (let at = 0; at < 8_000; at += 1) {
    const slice = sliceOf(`ordering.order-${String(at)}`, undefined, 8);
    counts[slice] = (counts[slice] ?? 0) + 1;
  }
  expect(Math.min(...counts)).toBeGreaterThan(900);
  expect(Math.max(...counts)).toBeLessThan(1_100);
});
