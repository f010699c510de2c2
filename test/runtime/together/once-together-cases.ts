import { describe, expect, test } from 'vitest';
import { together } from '../../../runtime/src/together/together.js';
import { failure } from '../command/ordering-kit.js';
import { accountId, openBank } from '../facts/bank-kit.js';
import { balances, type Open, quick, transfer, withAccounts } from './together-cases.js';

const otherId = '00000000-0000-4000-8000-0000000000aa';

/** What commands together promise under ids; each case opens its own store. */
export function onceTogetherCases(open: Open): void {
  describe('commands together', () => {
    test('are done once under one id, and answered with what they came to', async () => {
      const store = await withAccounts(open);
      const first = await transfer(store, 30, { commandId: 't' });
      await openBank(store).account.moveMoney({ accountId, cents: -70 });
      const again = await transfer(store, 30, { commandId: 't' });
      expect(again).toEqual({ ...first, deduplicated: true });
      expect(await balances(store)).toEqual([0n, 30n]);
    });

    test('are rejected once under one id, too', async () => {
      const store = await withAccounts(open);
      const first = await transfer(store, 500, { commandId: 't' });
      await openBank(store).account.moveMoney({ accountId, cents: 900 });
      expect(await transfer(store, 500, { commandId: 't' })).toEqual({ ...first, deduplicated: true });
      expect(await balances(store)).toEqual([1_000n, 0n]);
    });

    test('that race under one id give the same answer, and are stored once', async () => {
      const store = await withAccounts(open);
      const all = await Promise.all([1, 2, 3].map(() => transfer(store, 30, { commandId: 't', attempts: 20 })));
      expect(all.filter(({ deduplicated }) => !deduplicated)).toHaveLength(1);
      expect(new Set(all.map(({ events }) => events[0]?.eventId)).size).toBe(1);
      expect(await balances(store)).toEqual([70n, 30n]);
    });

    test('under an id of other commands are refused: other data, more of them, or fewer', async () => {
      const store = await withAccounts(open);
      await transfer(store, 30, { commandId: 't' });
      await failure('idempotency-key-reused', transfer(store, 31, { commandId: 't' }));
      const more = together(
        store,
        async (unit) => {
          const both = openBank(unit);
          await both.account.moveMoney({ accountId, cents: -30 });
          await both.account.moveMoney({ accountId: otherId, cents: 30 });
          await both.account.moveMoney({ accountId, cents: 1 });
        },
        { ...quick, commandId: 't' },
      );
      await failure('idempotency-key-reused', more);
      await failure(
        'idempotency-key-reused',
        together(store, async () => undefined, { ...quick, commandId: 't' }),
      );
      expect(await balances(store)).toEqual([70n, 30n]);
    });

    test('may have ids of their own, each of which runs once', async () => {
      const store = await withAccounts(open);
      await openBank(store).account.moveMoney({ accountId, cents: 5 }, { commandId: 'a' });
      const both = await together(
        store,
        async (unit) => {
          const bank = openBank(unit);
          const known = await bank.account.moveMoney({ accountId, cents: 5 }, { commandId: 'a' });
          const fresh = await bank.account.moveMoney({ accountId: otherId, cents: 6 }, { commandId: 'b' });
          const again = await bank.account.moveMoney({ accountId: otherId, cents: 6 }, { commandId: 'b' });
          return [known, fresh, again].map(({ deduplicated }) => deduplicated);
        },
        quick,
      );
      expect(both).toEqual([true, false, true]);
      expect(
        await openBank(store).account.moveMoney({ accountId: otherId, cents: 6 }, { commandId: 'b' }),
      ).toMatchObject({
        deduplicated: true,
      });
      expect(await balances(store)).toEqual([105n, 6n]);
    });
  });
}
