import { describe, expect, test } from 'vitest';
import { readLog } from '../../../runtime/src/repository/read-log.js';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { uncheckedEventId, uncheckedStreamName } from '../../../runtime/src/testing/contract/samples.js';
import type { AccountFact } from '../../golden/stored-states/expected/src/generated/bank/account.js';
import { failure } from '../command/ordering-kit.js';
import { accountDecider, accountId, holder, openBank, registry } from './bank-kit.js';

const accountFacts = uncheckedStreamName(`bank.accountFact-${accountId}`);
const account = uncheckedStreamName(`bank.account-${accountId}`);

type Open = () => Promise<FullEventStore>;

async function logged(store: FullEventStore) {
  const events = [];
  for await (const event of readLog(store, [registry])) events.push(event);
  return events;
}

const typesIn = async (store: FullEventStore): Promise<readonly string[]> =>
  (await logged(store)).map(({ type }) => type);

/** What facts promise, on a store of whatever kind; each case opens its own. */
export function factCases(open: Open): void {
  describe('a fact', () => {
    test('follows the events of every command, and holds the state to which they lead', async () => {
      const store = await open();
      const bank = openBank(store);
      await bank.account.openAccount({ accountId, holder });
      await bank.account.moveMoney({ accountId, cents: 250 }, { commandId: 'a', metadata: { actor: 'ann' } });
      const events = await logged(store);
      expect(events.map(({ type }) => type)).toEqual([
        'bank.AccountOpened',
        'bank.AccountFact',
        'bank.MoneyMoved',
        'bank.AccountFact',
      ]);
      const [, , moved, fact] = events;
      expect(fact).toMatchObject({
        ...{ streamName: accountFacts, position: 1, schemaVersion: 3, id: { accountId } },
        data: { status: 'open', holder, balance: 250n },
      });
      expect(fact?.metadata).toEqual(moved?.metadata);
      expect(fact?.metadata).toMatchObject({ actor: 'ann', commandId: 'a', causationId: 'a' });
    });

    test('is one for all events of a command', async () => {
      const store = await open();
      const bank = openBank(store);
      await bank.account.openAccount({ accountId, holder });
      const { events } = await bank.account.closeAccount({ accountId });
      expect(events.map(({ type }) => type)).toEqual(['bank.MoneyMoved', 'bank.AccountClosed']);
      const facts = await store.readStream(accountFacts);
      expect(facts.events.map(({ data }) => JSON.parse(data))).toEqual([
        { status: 'open', holder, balance: '0' },
        { status: 'closed', balance: '0' },
      ]);
    });

    test('does not follow a rejection, nor a command that has nothing to do', async () => {
      const store = await open();
      const bank = openBank(store);
      await bank.account.openAccount({ accountId, holder });
      expect(await bank.account.moveMoney({ accountId, cents: -1 })).toMatchObject({ kind: 'rejected' });
      expect(await bank.account.moveMoney({ accountId, cents: 0 })).toMatchObject({ kind: 'accepted', events: [] });
      expect((await store.readStream(accountFacts)).streamVersion).toBe(1);
    });

    test('is not told twice of a command that is sent again', async () => {
      const store = await open();
      const bank = openBank(store);
      await bank.account.openAccount({ accountId, holder });
      const sent = () => bank.account.moveMoney({ accountId, cents: 5 }, { commandId: 'once' });
      const all = await Promise.all([sent(), sent(), sent()]);
      expect(all.filter(({ deduplicated }) => !deduplicated)).toHaveLength(1);
      expect(await sent()).toMatchObject({ deduplicated: true });
      expect((await store.readStream(accountFacts)).streamVersion).toBe(2);
    });

    test('is one of a command that was decided again after a conflict, on what stands in the stream', async () => {
      const store = await open();
      const bank = openBank(store);
      await bank.account.openAccount({ accountId, holder });
      await Promise.all([1, 20, 300, 4_000].map((cents) => openBank(store).account.moveMoney({ accountId, cents })));
      const facts = (await logged(store)).filter(
        (event): event is typeof event & AccountFact => 'status' in event.data,
      );
      expect(facts).toHaveLength(5);
      const moved = (await logged(store)).flatMap(({ type, data }) =>
        type === 'bank.MoneyMoved' && 'cents' in data ? [data.cents] : [],
      );
      let sum = 0;
      const sums = moved.map((cents) => BigInt((sum += cents)));
      expect(facts.slice(1).map(({ data }) => (data.status === 'open' ? data.balance : undefined))).toEqual(sums);
    });

    test('comes into the store with its events, or none of them does', async () => {
      const store = await open();
      const bank = openBank(store);
      await bank.account.openAccount({ accountId, holder });
      await store.deleteStream(accountFacts, 'any');
      await failure('stream-closed', bank.account.moveMoney({ accountId, cents: 5 }, { commandId: 'a' }));
      expect((await store.readStream(account)).streamVersion).toBe(1);
      expect(await store.findOutcome({ tenant: '', context: 'bank', commandId: 'a' })).toBeUndefined();
    });

    test('of a state that is not as declared is refused, and the events with it', async () => {
      const store = await open();
      // As code without types would have it.
      const broken = { status: 'open', holder, balance: 0n };
      Object.assign(broken, { balance: 'much' });
      const evolve = { ...accountDecider.evolve, AccountOpened: () => broken };
      const bank = openBank(store, { decider: Object.assign({ ...accountDecider }, { evolve }) });
      const error = await failure('invalid-message', bank.account.openAccount({ accountId, holder }));
      expect(error.message).toContain('/balance');
      expect(await typesIn(store)).toEqual([]);
    });

    test('tells the state of an aggregate class, with several parts in its identity', async () => {
      const store = await open();
      const { meter } = openBank(store);
      for (const value of [7, 7, 9]) await meter.readMeter({ street: 'a-b', number: 4, value });
      const { events } = await store.readStream(uncheckedStreamName('bank.meterFact-a%2db+4'));
      const { events: other } = await store.readStream(uncheckedStreamName('bank.meterFact-a-b+4'));
      expect([...events, ...other].map(({ data }) => data)).toEqual(['{"last":7}', '{"last":9}']);
    });

    test('holds what no constraint is asked about: they bind those who write, and the state is folded', async () => {
      const store = await open();
      const { meter } = openBank(store);
      await meter.readMeter({ street: 's', number: 1, value: -3 });
      expect(await typesIn(store)).toEqual(['bank.MeterRead', 'bank.MeterFact']);
    });

    test('that was stored in an older version is read as the newest', async () => {
      const store = await open();
      const data = '{"status":"open","holder":{"name":"Ann"},"balance":12}';
      const event = {
        eventId: uncheckedEventId('00000000-0000-5000-8000-000000000001'),
        type: 'bank.AccountFact',
        schemaVersion: 1,
        data,
        metadata: '{}',
      };
      await store.append({ streamName: accountFacts, expected: 'no-stream', events: [event] });
      expect((await logged(store))[0]?.data).toEqual({
        ...{ status: 'open', balance: 12n },
        holder: { name: 'Ann', country: 'FR' },
      });
    });

    test('is written as an older version while others cannot read the newest', async () => {
      const store = await open();
      const bank = openBank(store, { writeAs: { 'bank.AccountFact': 2 } });
      await bank.account.openAccount({ accountId, holder });
      const { events } = await store.readStream(accountFacts);
      expect(events).toMatchObject([{ schemaVersion: 2 }]);
    });

    test('is each tenant’s own', async () => {
      const store = await open();
      const [one, other] = ['one', 'other'].map((tenant) => store.forTenant(tenant));
      if (one === undefined || other === undefined) throw new Error('There are two tenants.');
      await openBank({ ...store, ...one }).account.openAccount({ accountId, holder });
      expect((await one.readStream(accountFacts)).streamVersion).toBe(1);
      expect((await other.readStream(accountFacts)).streamVersion).toBe(0);
    });
  });
}
