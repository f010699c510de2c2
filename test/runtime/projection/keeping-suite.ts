import { describe, expect, test } from 'vitest';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { accountId, allRows, openBank, running } from './projecting-bank.js';

/** Rows of all kinds of projections, kept up with the log. */
export function keepingSuite(open: () => Promise<FullEventStore>): void {
  describe('async projections', () => {
    test('hold what was there and what comes', async () => {
      const { bank } = await openBank(open);
      await bank.put('a', 'x');
      await bank.put('b', 'x');
      await running(bank);
      await bank.put('a', 'y');
      await bank.projections.carts.caughtUp();
      await bank.projections.skus.caughtUp();
      expect(await allRows(bank.projections.carts)).toEqual([
        { cartId: 'a', items: 2, skus: ['x', 'y'], last: 'y' },
        { cartId: 'b', items: 1, skus: ['x'], last: 'x' },
      ]);
      expect(await allRows(bank.projections.skus)).toEqual([
        { sku: 'x', puts: 2, lastCart: 'b' },
        { sku: 'y', puts: 1, lastCart: 'a' },
      ]);
    });
  });

  describe('inline projections', () => {
    test('hold an event as soon as its append stands', async () => {
      const { bank } = await openBank(open);
      await bank.open(accountId(1));
      await bank.move(accountId(1), 150);
      expect(await bank.projections.balances.find({ accountId: accountId(1) })).toEqual({
        accountId: accountId(1),
        holder: 'Ann',
        cents: 150n,
        euros: '1.50',
      });
    });
  });

  describe('live projections', () => {
    test('are made on request', async () => {
      const { bank } = await openBank(open);
      await bank.put('a', 'x');
      await bank.put('b', 'y');
      expect(await bank.projections.liveCarts.find({ cartId: 'a' })).toMatchObject({ items: 1 });
      expect(await bank.projections.liveCarts.find({ cartId: 'c' })).toBeUndefined();
      expect(await allRows(bank.projections.liveCarts)).toHaveLength(2);
    });
  });
}
