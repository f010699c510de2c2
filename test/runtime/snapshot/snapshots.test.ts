import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DiscardReason } from '../../../runtime/src/snapshot/snapshots.js';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import type { Snapshot } from '../../../runtime/src/store/unit.js';
import { uncheckedEventId, uncheckedStreamName } from '../../../runtime/src/testing/contract/samples.js';
import { fixedClock } from '../../../runtime/src/testing/fixed-sources.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { account } from '../../golden/snapshots/expected/src/generated/bank/account.js';
import { accountDecider, accountId, bankKit, move, open } from './bank-kit.js';

const streamName = uncheckedStreamName(`bank.account-${accountId}`);
const hash = account.snapshot?.hash ?? '';
const kept = (store: FullEventStore): Promise<Snapshot | undefined> => store.findSnapshot(streamName, hash);

/** An account with four events, of which the last command saw three and left a snapshot. */
async function withSnapshot(options: Parameters<typeof bankKit>[0] = {}) {
  const discarded: [string, DiscardReason][] = [];
  const failed: unknown[] = [];
  const kit = bankKit({
    snapshots: {
      discarded: (name, reason) => void discarded.push([name, reason]),
      failed: (_name, error) => void failed.push(error),
    },
    ...options,
  });
  await open(kit.bank);
  for (const cents of [500, -200, 70]) await move(kit.bank, cents);
  kit.forget();
  return { ...kit, discarded, failed };
}

const state = { status: 'open', holder: { name: 'Ann' }, balance: 370n };

describe('a snapshot', () => {
  test('is kept of what a command was decided on, as soon as enough events lie behind the last one', async () => {
    const { store } = await withSnapshot();
    const { events } = await store.readStream(streamName);
    expect(await kept(store)).toEqual({
      streamName,
      stateHash: hash,
      streamVersion: 3,
      eventId: events[2]?.eventId,
      data: '{"status":"open","holder":{"name":"Ann"},"balance":"300","movements":[{"cents":500},{"cents":-200}]}',
    });
  });

  test('is what the next load begins with: only the events behind it are read, and the one it was taken at', async () => {
    const { bank, reads } = await withSnapshot();
    const loaded = await bank.account.load(accountId);
    expect(loaded).toMatchObject({ state, streamVersion: 4 });
    expect(reads).toEqual({ pages: 1, events: 2 });
  });

  test('is not kept by somebody who only looks', async () => {
    const { bank, store } = bankKit();
    await bank.cart.putItem({ cartId: 'a', sku: 'x' });
    await open(bank);
    await move(bank, 1);
    await move(bank, 1);
    await bank.account.load(accountId);
    expect(await kept(store)).toBeUndefined();
  });

  test('is kept when the command is refused, or finds nothing to do', async () => {
    const { bank, store } = bankKit();
    await open(bank);
    await move(bank, 1);
    await move(bank, 1);
    expect(await move(bank, -100)).toMatchObject({ kind: 'rejected' });
    expect(await kept(store)).toMatchObject({ streamVersion: 3 });
  });

  test('of another shape, other steps or another revision is not looked at', async () => {
    const { bank, store, discarded, reads } = await withSnapshot();
    const found = await kept(store);
    await store.transact(async (unit) => {
      await unit.deleteSnapshots(streamName);
      if (found !== undefined) await unit.saveSnapshot({ ...found, stateHash: 'another', data: '{"wrong":true}' });
    });
    expect(await bank.account.load(accountId)).toMatchObject({ state });
    expect(reads).toEqual({ pages: 1, events: 4 });
    expect(discarded).toEqual([]);
  });

  test.each([
    ['no JSON', '{'],
    ['another state', '{"status":"sleeping"}'],
    ['a field too many', '{"status":"closed","by":"Ann"}'],
    ['a field too few', '{"status":"open","balance":"1","movements":[]}'],
    ['a number where digits are due', '{"status":"open","holder":{"name":"Ann"},"balance":1,"movements":[]}'],
    ['null', 'null'],
  ])('that holds %s is discarded, said, and replaced by the next command', async (_what, data) => {
    const { bank, store, discarded, failed } = await withSnapshot();
    const found = await kept(store);
    if (found !== undefined) await store.transact((unit) => unit.saveSnapshot({ ...found, data }));
    expect(await bank.account.load(accountId)).toMatchObject({ state });
    expect(discarded).toEqual([[streamName, 'undecodable']]);
    expect(await move(bank, 1)).toMatchObject({ kind: 'accepted', streamVersion: 5 });
    expect(await kept(store)).toMatchObject({ streamVersion: 4 });
    expect(failed).toEqual([]);
  });

  test.each([
    ['another event', { eventId: uncheckedEventId('00000000-0000-7000-8000-00000000ffff') }],
    ['a version that the stream has not reached', { streamVersion: 9 }],
    ['an earlier version than its event', { streamVersion: 2 }],
  ])('that was taken at %s belongs to another history', async (_what, change) => {
    const { bank, store, discarded } = await withSnapshot();
    const found = await kept(store);
    if (found !== undefined) await store.transact((unit) => unit.saveSnapshot({ ...found, ...change }));
    expect(await bank.account.load(accountId)).toMatchObject({ state, streamVersion: 4 });
    expect(discarded).toEqual([[streamName, 'other-history']]);
  });

  test('that cannot be stored is nothing to the command', async () => {
    const down = new Error('no room');
    const around = (store: FullEventStore) => ({ ...store, transact: () => Promise.reject(down) });
    const { bank, failed, store } = await withSnapshot({ around });
    expect(failed).toEqual([down]);
    expect(await kept(store)).toBeUndefined();
    expect(await bank.account.load(accountId)).toMatchObject({ state, streamVersion: 4 });
  });

  test('is not made of a state that is not as declared', async () => {
    const careless = { ...accountDecider.evolve, MoneyMoved: () => ({ status: 'open', balance: 1n }) as never };
    const { bank, failed, store } = await withSnapshot({ decider: { ...accountDecider, evolve: careless } });
    expect(await move(bank, 1)).toMatchObject({ kind: 'accepted', streamVersion: 4 });
    expect(failed).toHaveLength(1);
    expect(String(failed[0])).toContain('/holder');
    expect(await kept(store)).toBeUndefined();
  });

  test('is not asked for where the store keeps none', async () => {
    const around = ({ findSnapshot: _f, transact: _t, ...store }: FullEventStore) => store;
    const { bank, failed } = await withSnapshot({ around });
    expect(await bank.account.load(accountId)).toMatchObject({ state, streamVersion: 4 });
    expect(failed).toEqual([]);
  });
});

describe('a moment of the past', () => {
  test('before a snapshot is folded without it, behind it with it', async () => {
    const { bank, reads, discarded } = await withSnapshot();
    expect(await bank.account.load(accountId, { streamVersion: 2 })).toMatchObject({ state: { balance: 500n } });
    expect(await bank.account.load(accountId, { streamVersion: 3 })).toMatchObject({ state: { balance: 300n } });
    expect(reads.events).toBe(2 + 4 + 2);
    expect(discarded).toEqual([]);
  });

  test('by the clock, too', async () => {
    const clock = fixedClock('2026-01-01T00:00:00Z');
    const { bank } = bankKit({ store: createMemoryEventStore({ now: clock }) });
    await open(bank);
    for (const [minute, cents] of [1, 10, 100, 1000].entries()) {
      clock.set(`2026-01-01T00:0${minute + 1}:00Z`);
      await move(bank, cents);
    }
    const balances = [];
    for (const minute of [0, 1, 2, 3, 4]) {
      const loaded = await bank.account.load(accountId, { asOf: `2026-01-01T00:0${minute}:30Z` });
      balances.push(loaded.state.status === 'open' && loaded.state.balance);
    }
    expect(balances).toEqual([0n, 1n, 11n, 111n, 1111n]);
  });
});

test('of a stream with many events a command reads no more than of a short one', async () => {
  const { bank, store, reads, forget } = bankKit();
  await open(bank);
  await move(bank, 1);
  const [, moved] = (await store.readStream(streamName)).events;
  if (moved === undefined) throw new Error('nothing was stored');
  for (let batch = 0; batch < 20; batch += 1) {
    const events = Array.from({ length: 1_000 }, (_, index) => ({
      ...moved,
      eventId: uncheckedEventId(`00000000-0000-4000-8000-${String(1_000 * batch + index).padStart(12, '0')}`),
    }));
    await store.append({ streamName, expected: 'any', events });
  }
  await move(bank, 1);
  forget();
  for (let count = 0; count < 10; count += 1) await move(bank, 1);
  expect(reads.events).toBeLessThanOrEqual(10 * 4);
  expect((await bank.account.load(accountId)).state).toMatchObject({ balance: 20_012n });
});

test('whatever was kept and in whichever style, the state is the one that all events lead to', async () => {
  const steps = fc.array(fc.tuple(fc.nat({ max: 3 }), fc.integer({ min: 1, max: 3 })), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(steps, fc.nat({ max: 3 }), async (given, rememberedStreams) => {
      const kit = bankKit({ rememberedStreams });
      const plain = bankKit({ store: kit.store, around: ({ transact: _t, findSnapshot: _f, ...store }) => store });
      await open(kit.bank);
      for (const [kind, amount] of given) {
        if (kind === 0) await move(kit.bank, amount - 2);
        else if (kind === 1) await kit.bank.cart.putItem({ cartId: 'c', sku: `s${amount}` });
        else if (kind === 2) await kit.bank.meter.count({ meterId: 'm', by: amount });
        else await kit.bank.gauge.readGauge({ gaugeId: 'g', value: amount });
      }
      expect(await kit.bank.account.load(accountId)).toEqual(await plain.bank.account.load(accountId));
      expect(await kit.bank.cart.load('c')).toEqual(await plain.bank.cart.load('c'));
      expect((await kit.bank.meter.load('m')).state.total).toBe((await plain.bank.meter.load('m')).state.total);
      expect((await kit.bank.gauge.load('g')).state.values).toEqual((await plain.bank.gauge.load('g')).state.values);
    }),
    { numRuns: 40 },
  );
});
