import { describe, expect, onTestFinished, test } from 'vitest';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { openSqliteStore } from '../../../runtime/src/stores/sqlite/index.js';
import { together } from '../../../runtime/src/together/together.js';
import { balancesHandlers } from '../projection/bank-projections.js';
import { accountId, createBank } from '../projection/bank-context.js';
import { openBank } from '../projection/projecting-bank.js';

const [one, other] = [accountId(1), accountId(2)];
const sleep = async (): Promise<void> => undefined;

describe.each<[string, () => Promise<FullEventStore>]>([
  ['in memory', async () => createMemoryEventStore()],
  [
    'in SQLite',
    async () => {
      const store = await openSqliteStore({ path: ':memory:' });
      onTestFinished(() => store.close());
      return store;
    },
  ],
])('inline rows %s', (_, open) => {
  async function rows(bank: ReturnType<typeof createBank>) {
    const found = await Promise.all([one, other].map((id) => bank.projections.balances.find({ accountId: id })));
    return found.map((row) => row?.cents);
  }

  async function transfer(store: FullEventStore, cents: number, given?: Parameters<typeof createBank>[1]) {
    return together(
      store,
      async (unit) => {
        const bank = createBank({ store: unit }, given);
        await bank.move(one, -cents);
        return bank.move(other, cents);
      },
      { sleep },
    );
  }

  async function accounts() {
    const opened = await openBank(open);
    for (const id of [one, other]) await opened.bank.open(id);
    await opened.bank.move(one, 100);
    return opened;
  }

  test('are written in the commit of several commands', async () => {
    const { store, bank } = await accounts();
    expect(await transfer(store, 30)).toMatchObject({ kind: 'accepted' });
    expect(await rows(bank)).toEqual([70n, 30n]);
  });

  test('are not, and neither are the events, when a handler fails', async () => {
    const { store, bank } = await accounts();
    const failing = {
      ...balancesHandlers,
      MoneyMoved(...[event, row, handling]: Parameters<typeof balancesHandlers.MoneyMoved>) {
        if (event.data.cents === 13) throw new Error('not thirteen');
        return balancesHandlers.MoneyMoved(event, row, handling);
      },
    };
    await expect(transfer(store, 13, { balancesHandlers: failing })).rejects.toMatchObject({
      code: 'projection-failed',
    });
    expect(await rows(bank)).toEqual([100n, 0n]);
    await transfer(store, 14, { balancesHandlers: failing });
    expect(await rows(bank)).toEqual([86n, 14n]);
  });

  test('are made once when all of it is done again', async () => {
    const { store, bank } = await accounts();
    let attempts = 0;
    await together(
      store,
      async (unit) => {
        attempts += 1;
        await createBank({ store: unit }).move(one, 1);
        if (attempts === 1) await bank.move(one, 10);
      },
      { sleep },
    );
    expect(attempts).toBe(2);
    expect(await rows(bank)).toEqual([111n, 0n]);
  });
});
