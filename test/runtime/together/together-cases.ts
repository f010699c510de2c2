import { describe, expect, test } from 'vitest';
import type { StateStore } from '../../../runtime/src/command/context.js';
import { together, type TogetherOptions } from '../../../runtime/src/together/together.js';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { uncheckedStreamName } from '../../../runtime/src/testing/contract/samples.js';
import { failure } from '../command/ordering-kit.js';
import { accountId, customerId, holder, openBank } from '../facts/bank-kit.js';
import { createOrdering } from '../sample/ordering/ordering.js';
import { orderDecider } from '../sample/src/order.decider.js';
import { Shipment } from '../sample/src/shipment.aggregate.js';
import { orderId, placing } from '../command/ordering-kit.js';

const otherId = '00000000-0000-4000-8000-0000000000aa';
const account = uncheckedStreamName(`bank.account-${accountId}`);
const other = uncheckedStreamName(`bank.account-${otherId}`);

export type Open = () => Promise<FullEventStore>;

export const quick = { sleep: async () => undefined };

export async function withAccounts(open: Open): Promise<FullEventStore> {
  const store = await open();
  const bank = openBank(store);
  await bank.account.openAccount({ accountId, holder });
  await bank.account.moveMoney({ accountId, cents: 100 });
  await bank.account.openAccount({ accountId: otherId, holder });
  return store;
}

/** Takes money from one account and gives it to the other, if there is enough of it. */
export function transfer(store: StateStore, cents: number, options: TogetherOptions = {}) {
  return together(
    store,
    async (unit) => {
      const both = openBank(unit);
      const taken = await both.account.moveMoney({ accountId, cents: -cents });
      if (taken.kind === 'rejected') return taken;
      return both.account.moveMoney({ accountId: otherId, cents });
    },
    { ...quick, ...options },
  );
}

export async function balances(store: FullEventStore) {
  const bank = openBank(store);
  const states = await Promise.all([accountId, otherId].map((id) => bank.account.load(id)));
  return states.map(({ state }) => (state.status === 'open' ? state.balance : undefined));
}

/** What commands together promise, on a store of whatever kind; each case opens its own. */
export function togetherCases(open: Open): void {
  describe('commands together', () => {
    test('are stored in one commit, and answered with their events as they lie there', async () => {
      const store = await withAccounts(open);
      const outcome = await transfer(store, 30);
      const { events } = await store.readStream(other);
      expect(outcome).toMatchObject({
        ...{ kind: 'accepted', streamVersion: 2, deduplicated: false },
        events: [
          { type: 'bank.MoneyMoved', position: 1, eventId: events[1]?.eventId, recordedAt: events[1]?.recordedAt },
        ],
      });
      expect(await balances(store)).toEqual([70n, 30n]);
      expect((await store.readStream(uncheckedStreamName(`bank.accountFact-${otherId}`))).streamVersion).toBe(2);
    });

    test('are not stored when a rejection is what they come to', async () => {
      const store = await withAccounts(open);
      const outcome = await together(
        store,
        async (unit) => {
          const both = openBank(unit);
          await both.account.moveMoney({ accountId: otherId, cents: 500 });
          return both.account.moveMoney({ accountId, cents: -500 });
        },
        quick,
      );
      expect(outcome).toMatchObject({
        kind: 'rejected',
        rejection: { type: 'bank.Overdrawn', data: { balance: 100 } },
      });
      expect(await balances(store)).toEqual([100n, 0n]);
    });

    test('may go on past a rejection, whatever it is', async () => {
      const store = await withAccounts(open);
      const tried = await together(
        store,
        async (unit) => {
          const both = openBank(unit);
          const { kind } = await both.account.moveMoney({ accountId, cents: -500 });
          await both.account.moveMoney({ accountId: otherId, cents: 7 });
          return kind;
        },
        quick,
      );
      expect(tried).toBe('rejected');
      expect(await balances(store)).toEqual([100n, 7n]);
    });

    test('are not stored when the work throws', async () => {
      const store = await withAccounts(open);
      const failing = together(store, async (unit) => {
        await openBank(unit).account.moveMoney({ accountId, cents: 1 });
        throw new Error('enough');
      });
      await expect(failing).rejects.toThrow('enough');
      expect(await balances(store)).toEqual([100n, 0n]);
    });

    test('are decided on what those before them have led to, in one stream too', async () => {
      const store = await withAccounts(open);
      const seen = await together(
        store,
        async (unit) => {
          const { account: one } = openBank(unit);
          await one.moveMoney({ accountId, cents: -60 });
          const refused = await one.moveMoney({ accountId, cents: -60 });
          await one.moveMoney({ accountId, cents: -40 });
          const { state, streamVersion } = await one.load(accountId);
          const types = [];
          for await (const { type, position } of one.events(accountId)) types.push(`${type} ${position}`);
          return { refused: refused.kind, state, streamVersion, types };
        },
        quick,
      );
      expect(seen).toEqual({
        ...{ refused: 'rejected', streamVersion: 4, state: { status: 'open', holder, balance: 0n } },
        types: ['bank.AccountOpened 0', 'bank.MoneyMoved 1', 'bank.MoneyMoved 2', 'bank.MoneyMoved 3'],
      });
      expect(await balances(store)).toEqual([0n, 0n]);
    });

    test('may be about streams, classes and states at once, and of several contexts', async () => {
      const store = await withAccounts(open);
      await together(
        store,
        async (unit) => {
          const bank = openBank(unit);
          const ordering = createOrdering({
            store: unit,
            order: { decider: orderDecider },
            shipment: { aggregate: Shipment },
          });
          await bank.profile.openProfile({ customerId, name: 'Ann' });
          await bank.profile.renameProfile({ customerId, name: 'Bea' });
          await bank.meter.readMeter({ street: 's', number: 1, value: 3 });
          await ordering.order.placeOrder(placing);
        },
        quick,
      );
      const bank = openBank(store);
      expect(await bank.profile.load(customerId)).toMatchObject({ state: { name: 'Bea' }, revision: 2 });
      expect((await store.readOutbox(10)).map(({ topic }) => topic)).toEqual([
        'bank.ProfileOpened',
        'bank.ProfileRenamed',
      ]);
      expect((await bank.meter.load({ street: 's', number: 1 })).streamVersion).toBe(1);
      expect((await store.readStream(uncheckedStreamName(`ordering.order-${orderId}`))).streamVersion).toBe(1);
    });

    test('are all done again when somebody else was faster with any of them', async () => {
      const store = await withAccounts(open);
      let attempts = 0;
      const outcome = await together(
        store,
        async (unit) => {
          attempts += 1;
          const both = openBank(unit);
          const taken = await both.account.moveMoney({ accountId, cents: -50 });
          if (taken.kind === 'rejected') return taken;
          if (attempts === 1) await openBank(store).account.moveMoney({ accountId, cents: -80 });
          return both.account.moveMoney({ accountId: otherId, cents: 50 });
        },
        quick,
      );
      expect(attempts).toBe(2);
      expect(outcome).toMatchObject({ kind: 'rejected', rejection: { data: { balance: 20 } } });
      expect(await balances(store)).toEqual([20n, 0n]);
    });

    test('are done again too when a stream has moved that was only looked at', async () => {
      const store = await withAccounts(open);
      let attempts = 0;
      await together(
        store,
        async (unit) => {
          attempts += 1;
          const both = openBank(unit);
          const { state } = await both.account.load(accountId);
          if (attempts === 1) await openBank(store).account.moveMoney({ accountId, cents: 1 });
          const cents = state.status === 'open' ? Number(state.balance) : 0;
          await both.account.moveMoney({ accountId: otherId, cents });
        },
        quick,
      );
      expect(attempts).toBe(2);
      expect(await balances(store)).toEqual([101n, 101n]);
    });

    test('are done again too when a state has moved that was only looked at, or has come to be', async () => {
      const store = await withAccounts(open);
      for (const [expected, disturb] of [
        ['Ann', () => openBank(store).profile.openProfile({ customerId, name: 'Ann' })],
        ['Bea', () => openBank(store).profile.renameProfile({ customerId, name: 'Bea' })],
      ] as const) {
        let attempts = 0;
        const read = await together(
          store,
          async (unit) => {
            attempts += 1;
            const both = openBank(unit);
            const { state } = await both.profile.load(customerId);
            if (attempts === 1) await disturb();
            await both.account.moveMoney({ accountId, cents: 1 });
            return state.is === 'open' ? state.name : undefined;
          },
          quick,
        );
        expect([attempts, read]).toEqual([2, expected]);
      }
    });

    test('leave a state that was only looked at as it is', async () => {
      const store = await withAccounts(open);
      await openBank(store).profile.openProfile({ customerId, name: 'Ann' });
      const name = await together(
        store,
        async (unit) => {
          const both = openBank(unit);
          await both.account.moveMoney({ accountId, cents: 1 });
          const { state } = await both.profile.load(customerId);
          return state.is === 'open' ? state.name : undefined;
        },
        quick,
      );
      expect(name).toBe('Ann');
      expect(await balances(store)).toEqual([101n, 0n]);
      expect(await openBank(store).profile.load(customerId)).toMatchObject({ revision: 1 });
    });

    test('that are disturbed every time give up, and say where', async () => {
      const store = await withAccounts(open);
      const busy = together(
        store,
        async (unit) => {
          await openBank(unit).account.moveMoney({ accountId, cents: 1 });
          await openBank(store).account.moveMoney({ accountId, cents: 1 });
        },
        { ...quick, attempts: 3 },
      );
      const error = await failure('wrong-expected-version', busy);
      expect(error).toMatchObject({ streamName: account, attempts: 3 });
      expect(await balances(store)).toEqual([103n, 0n]);
    });

    test('all come through when many race for the same streams, in opposite order', async () => {
      const store = await withAccounts(open);
      const there = () => transfer(store, 1, { attempts: 30 });
      const back = () =>
        together(
          store,
          async (unit) => {
            const both = openBank(unit);
            await both.account.moveMoney({ accountId: otherId, cents: 10 });
            await both.account.moveMoney({ accountId, cents: -10 });
          },
          { ...quick, attempts: 30 },
        );
      await Promise.all([there(), back(), there(), back(), there()]);
      expect(await balances(store)).toEqual([77n, 23n]);
    });

    test('tell subscribers once, after the commit, and pass the middleware one by one', async () => {
      const store = await withAccounts(open);
      const said: string[] = [];
      let attempts = 0;
      const bank = (unit: StateStore) =>
        openBank(unit, {
          middleware: [
            (command, next) => {
              said.push(`through ${command.name}`);
              return next(command);
            },
          ],
          subscribers: [
            {
              notify: (events) => void said.push(...events.map(({ type }) => `told ${type}`)),
              failed: () => undefined,
            },
          ],
        });
      await together(
        store,
        async (unit) => {
          attempts += 1;
          await bank(unit).account.moveMoney({ accountId, cents: 1 });
          if (attempts === 1) await openBank(store).account.moveMoney({ accountId, cents: 1 });
          said.push('done');
        },
        quick,
      );
      const once = ['through MoveMoney', 'done'];
      expect(said).toEqual([...once, ...once, 'told bank.MoneyMoved']);
    });

    test('that were caught failing in the middle are not stored for all that', async () => {
      const store = await withAccounts(open);
      await store.deleteStream(uncheckedStreamName(`bank.accountFact-${otherId}`), 'any');
      await failure('stream-closed', transfer(store, 1));
      expect(await balances(store)).toEqual([100n, 0n]);
    });

    test('are each tenant’s own', async () => {
      const store = await withAccounts(open);
      const tenant = { ...store, ...store.forTenant('one') };
      await together(
        tenant,
        async (unit) => void (await openBank(unit).account.openAccount({ accountId, holder })),
        quick,
      );
      expect(await openBank(tenant).account.load(accountId)).toMatchObject({ streamVersion: 1 });
      expect(await balances(store)).toEqual([100n, 0n]);
    });
  });
}
