import { describe, expect, test } from 'vitest';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { failure } from '../command/ordering-kit.js';
import { faultyStore } from '../command/faulty-store.js';
import { accountDecider, accountId, bankKit, move, open } from './bank-kit.js';

/** A bank that remembers, with an open account of 100 cents, beside another bank on the same store that knows nothing of it. */
async function twoBanks(options: Parameters<typeof bankKit>[0] = {}) {
  const kit = bankKit({ rememberedStreams: 10, attempts: 1, ...options });
  await open(kit.bank);
  await move(kit.bank, 100);
  kit.forget();
  return { ...kit, other: bankKit({ store: kit.store }).bank };
}

describe('a state that is remembered', () => {
  test('is decided on without reading, and remembered on', async () => {
    const { bank, reads } = await twoBanks();
    for (let count = 0; count < 5; count += 1) {
      expect(await move(bank, 1)).toMatchObject({ kind: 'accepted', streamVersion: 3 + count });
    }
    expect(reads.pages).toBe(0);
    expect((await bank.account.load(accountId)).state).toMatchObject({ balance: 105n });
  });

  test('that is not the latest costs a conflict, which is no attempt', async () => {
    const { bank, other, reads } = await twoBanks();
    await move(other, 11);
    expect(await move(bank, 1)).toMatchObject({ kind: 'accepted', streamVersion: 4 });
    expect(reads).toEqual({ pages: 1, events: 2 });
    expect((await other.account.load(accountId)).state).toMatchObject({ balance: 112n });
  });

  test('refuses nothing before it is known to be the latest', async () => {
    const { bank, other, reads } = await twoBanks();
    expect(await move(bank, -101)).toMatchObject({ kind: 'rejected', rejection: { data: { balance: 100 } } });
    expect(reads).toEqual({ pages: 1, events: 1 });
    await move(other, 11);
    expect(await move(bank, -101)).toMatchObject({ kind: 'accepted', streamVersion: 4 });
  });

  test('finds nothing to do only if there is nothing to do', async () => {
    const { bank, other } = await twoBanks();
    await other.account.closeAccount({ accountId });
    expect(await bank.account.closeAccount({ accountId })).toMatchObject({ events: [], streamVersion: 3 });
    expect(await move(bank, 1)).toMatchObject({ kind: 'accepted', events: [], streamVersion: 3 });
  });

  test('breaks no precondition and no transition that the latest keeps', async () => {
    const { bank } = await twoBanks();
    const error = await failure('stream-precondition', open(bank));
    expect(error.streamVersion).toBe(2);
  });

  test('on which deciding throws is looked up, and what is thrown then counts', async () => {
    const decider = {
      ...accountDecider,
      decide: {
        ...accountDecider.decide,
        CloseAccount(...given: Parameters<typeof accountDecider.decide.CloseAccount>) {
          const [, state] = given;
          if (state.status === 'open' && state.balance !== 0n)
            throw new Error(`there are ${String(state.balance)} left`);
          return accountDecider.decide.CloseAccount(...given);
        },
      },
    };
    const { bank, other } = await twoBanks({ decider });
    await move(other, 5);
    await expect(bank.account.closeAccount({ accountId })).rejects.toThrow('there are 105 left');
    await move(other, -105);
    expect(await bank.account.closeAccount({ accountId })).toMatchObject({ kind: 'accepted', streamVersion: 5 });
  });

  test('of a command that runs once is asked for after its earlier outcome', async () => {
    const { bank } = await twoBanks();
    const options = { commandId: 'c-1' as never };
    const first = await bank.account.moveMoney({ accountId, cents: 1 }, options);
    const again = await bank.account.moveMoney({ accountId, cents: 1 }, options);
    expect(again).toEqual({ ...first, deduplicated: true });
    expect((await bank.account.load(accountId)).state).toMatchObject({ balance: 101n });
  });

  test('is not what an append that was lost would have made of it', async () => {
    const around = (store: FullEventStore) => faultyStore(store, ['none', 'none', 'busy']).store;
    const { bank } = await twoBanks({ around, attempts: 2 });
    expect(await move(bank, 1)).toMatchObject({ kind: 'accepted', streamVersion: 3 });
    expect((await bank.account.load(accountId)).state).toMatchObject({ balance: 101n });
    expect(await move(bank, -101)).toMatchObject({ kind: 'accepted', streamVersion: 4 });
  });

  test('is forgotten for those that were used since, when there are too many', async () => {
    const { bank, reads, forget } = bankKit({ rememberedStreams: 2 });
    for (const cartId of ['a', 'b', 'a', 'c']) await bank.cart.putItem({ cartId, sku: 'x' });
    forget();
    await bank.cart.putItem({ cartId: 'a', sku: 'x' });
    expect(reads.pages).toBe(0);
    await bank.cart.putItem({ cartId: 'b', sku: 'x' });
    expect(reads.pages).toBe(1);
  });

  test('of a class is not remembered: it is changed in place', async () => {
    const { bank, reads, forget } = bankKit({ rememberedStreams: 10 });
    await bank.meter.count({ meterId: 'm', by: 1 });
    forget();
    await bank.meter.count({ meterId: 'm', by: 1 });
    expect(reads.pages).toBe(1);
  });

  test('is left alone by whoever looks at it', async () => {
    const { bank, other } = await twoBanks();
    await move(other, 11);
    expect((await bank.account.load(accountId)).state).toMatchObject({ balance: 111n });
  });
});

describe('a stream that may not be longer', () => {
  test('takes no command that would make it so, and stays as it is', async () => {
    const { bank, store } = bankKit({ longestStream: 2 });
    await open(bank);
    await move(bank, 1);
    const error = await failure('stream-too-long', move(bank, 1));
    expect(error).toMatchObject({ streamVersion: 3, longest: 2 });
    expect((await bank.account.load(accountId)).streamVersion).toBe(2);
    expect((await store.readLog()).events.length).toBe(2);
  });

  test('takes none at all when it is, and is read no further than its first page', async () => {
    const kit = bankKit();
    await open(kit.bank);
    for (let count = 0; count < 5; count += 1) await move(kit.bank, 1);
    const { bank } = bankKit({ store: kit.store, longestStream: 4 });
    expect((await failure('stream-too-long', move(bank, 1))).streamVersion).toBe(6);
    expect((await bank.account.load(accountId)).state).toMatchObject({ balance: 5n });
  });

  test.each([
    ['longestStream', 0],
    ['rememberedStreams', -1],
    ['rememberedStreams', 1.5],
  ])('options out of range are refused: %s %d', (name, value) => {
    expect(() => bankKit({ [name]: value })).toThrow(`${name} is a whole number`);
  });
});
