import { describe, expect, test } from 'vitest';
import type { ProjectionHandlers } from '../../../runtime/src/codegen/v1/index.js';
import { streamName } from '../../../runtime/src/message/stream-name.js';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import type { Unit } from '../../../runtime/src/store/unit.js';
import { together } from '../../../runtime/src/together/together.js';
import { accountId, allRows, createBank } from './bank-context.js';
import { type BalancesContract, balancesHandlers, type SkusContract, skusHandlers } from './bank-projections.js';
import { openBank, running } from './projecting-bank.js';

/** A table of the user's in the store's own database, written in the SQL of that store. */
export interface OwnTable<U extends Unit> {
  create(unit: U): Promise<void> | void;
  add(unit: U, note: string): Promise<void> | void;
  /** In the order in which they were added. */
  notes(unit: U): Promise<readonly string[]> | readonly string[];
}

const account = accountId(1);

/** Handlers that write a table of their own beside the row. */
export function ownSqlSuite<U extends Unit>(open: () => Promise<FullEventStore<U>>, table: OwnTable<U>): void {
  const noting: ProjectionHandlers<BalancesContract, U> = {
    ...balancesHandlers,
    async MoneyMoved(event, row, { unit }) {
      await table.add(unit, String(event.data.cents));
      await balancesHandlers.MoneyMoved(event, row, { unit });
      if (event.data.cents === 13) throw new Error('not thirteen');
    },
  };
  const notingSkus = (refused: string): ProjectionHandlers<SkusContract, U> => ({
    async ItemPut(event, row, { unit }) {
      await skusHandlers.ItemPut(event, row, { unit });
      await table.add(unit, event.data.sku);
      if (event.data.sku === refused) throw new Error('not that');
    },
  });
  const openNoting = async (refused = '') => {
    const { store, bank } = await openBank(open, { balancesHandlers: noting, skusHandlers: notingSkus(refused) });
    await store.transact(async (unit) => table.create(unit));
    return { store, bank, notes: () => store.transact(async (unit) => table.notes(unit)) };
  };

  describe('a table of the user’s own', () => {
    test('and inline rows vanish together when a handler fails behind the statement', async () => {
      const { store, bank, notes } = await openNoting();
      await bank.open(account);
      await bank.move(account, 5);
      await expect(bank.move(account, 13)).rejects.toMatchObject({ code: 'projection-failed' });
      expect(await notes()).toEqual(['5']);
      expect(await bank.projections.balances.find({ accountId: account })).toMatchObject({ cents: 5n });
      expect((await store.readStream(streamName('bank.account', [account]))).streamVersion).toBe(2);
    });

    test('and inline rows are made once, however often a command is decided', async () => {
      const { bank, notes } = await openNoting();
      await bank.open(account);
      await Promise.all([1, 2, 3, 4].map((cents) => bank.move(account, cents)));
      expect([...(await notes())].sort()).toEqual(['1', '2', '3', '4']);
      expect(await bank.projections.balances.find({ accountId: account })).toMatchObject({ cents: 10n });
    });

    test('is written in the one commit of several commands, or not at all', async () => {
      const { store, notes } = await openNoting();
      const move = (cents: readonly number[]) =>
        together(store, async (unitStore) => {
          const bank = createBank<U>({ store: unitStore }, { balancesHandlers: noting });
          await bank.open(account);
          for (const each of cents) await bank.move(account, each);
        });
      await expect(move([1, 13])).rejects.toMatchObject({ code: 'projection-failed' });
      expect(await notes()).toEqual([]);
      expect((await store.readStream(streamName('bank.account', [account]))).streamVersion).toBe(0);
      await move([1, 2]);
      expect(await notes()).toEqual(['1', '2']);
    });

    test('and rows of a page vanish together, and those of events before the failed one stand together', async () => {
      const { bank, notes } = await openNoting('milk');
      for (const sku of ['tea', 'cake', 'milk', 'jam']) await bank.put('a', sku);
      const application = await running(bank);
      await expect(application.ended).rejects.toMatchObject({ code: 'processor-failed' });
      const rows = await allRows(bank.projections.skus);
      expect(await notes()).toEqual(['tea', 'cake']);
      expect(rows.map(({ sku }) => sku)).toEqual(['cake', 'tea']);
    });

    test('and rows of a log are written once, whatever was stopped in between', async () => {
      const { store, bank, notes } = await openNoting();
      const skus = Array.from({ length: 12 }, (_, at) => `s${at}`);
      for (const sku of skus) await bank.put('a', sku);
      const first = await running(bank, { keep: { batch: 5 } });
      await first.stop();
      const again = createBank<U>({ store }, { balancesHandlers: noting, skusHandlers: notingSkus('') });
      await running(again, { keep: { batch: 5 } });
      await again.projections.skus.caughtUp();
      expect(await notes()).toEqual(skus);
      expect((await allRows(again.projections.skus)).map(({ puts }) => puts)).toEqual(skus.map(() => 1));
    });
  });
}
