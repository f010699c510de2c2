import { expect, test } from 'vitest';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { accountId, allRows, createBank } from './bank-context.js';
import { balances } from './bank-projections.js';
import { openBank, running } from './projecting-bank.js';

test('rows that were replaced never come back under the same hash, which readers may have kept', async () => {
  const { store, bank } = await openBank(async () => createMemoryEventStore());
  // In an empty log inline rows serve without having been built.
  await bank.projections.balances.query();
  await bank.open(accountId(1));
  await bank.move(accountId(1), 5);
  const application = await running(bank);
  const hashes = [(await store.findViews('bank.Balances'))[0]?.hash];
  for (let count = 0; count < 4; count += 1) {
    await application.rebuild('bank.Balances');
    hashes.push((await store.findViews('bank.Balances'))[0]?.hash);
  }
  expect(new Set(hashes).size).toBe(5);
  expect(await allRows(bank.projections.balances)).toMatchObject([{ cents: 5n }]);
});

test('nor when rows of other code were there in between', async () => {
  const { store, bank } = await openBank(async () => createMemoryEventStore());
  await bank.projections.balances.query();
  await bank.open(accountId(1));
  const [first] = await store.findViews('bank.Balances');
  const other = createBank({ store }, { balances: { ...balances, hash: 'other' } });
  const serving = async (): Promise<string | undefined> => (await store.findViews('bank.Balances'))[0]?.hash;
  const between = await running(other);
  await expect.poll(serving).toBe('other');
  await between.stop();
  await running(createBank({ store }));
  await expect.poll(serving).not.toBe('other');
  expect(await serving()).not.toBe(first?.hash);
});
