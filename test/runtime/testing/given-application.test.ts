import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import type { EventId } from '../../../runtime/src/message/identifiers.js';
import { streamName } from '../../../runtime/src/message/stream-name.js';
import { createProcessor } from '../../../runtime/src/processor/create-processor.js';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { openSqliteStore } from '../../../runtime/src/stores/sqlite/index.js';
import {
  ExpectationError,
  fixedClock,
  givenApplication,
  type StorySources,
} from '../../../runtime/src/testing/index.js';
import { AccountOpened, MoneyMoved } from '../../golden/snapshots/expected/src/generated/bank/account.js';
import { Overdrawn } from '../../golden/snapshots/expected/src/generated/bank/account.rejections.js';
import { bankRegistry } from '../../golden/snapshots/expected/src/generated/bank/bank.js';
import { ItemPut } from '../../golden/snapshots/expected/src/generated/bank/cart.js';
import { accountId, createBank, type Projections } from '../projection/bank-context.js';

const folder = mkdtempSync(join(tmpdir(), 'varve-stories-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

const [ann, ben] = [accountId(1), accountId(2)];
const id = { accountId: ann };
const opened = AccountOpened.of({ holder: { name: 'Ann' } });
const moved = (cents: number) => MoneyMoved.of({ cents });
const tea = ItemPut.of({ sku: 'tea' });
const balance = (cents: bigint, euros: string, holder = 'Ann') => ({ ...id, holder, cents, euros: euros as never });

/** Answers each event of a type with tea, in the unit in which it was handled. */
const answering = ({ store, newId }: StorySources, type: string) =>
  createProcessor({
    store,
    name: 'rewards',
    registries: [bankRegistry],
    filter: { types: [type] },
    async handle({ eventId, metadata: { correlationId } }, { unit }) {
      const metadata = JSON.stringify({ correlationId, causationId: newId(), commandCausationId: eventId });
      const event = {
        eventId: newId() as EventId,
        type: 'bank.ItemPut',
        schemaVersion: 1,
        data: '{"sku":"tea"}',
        metadata,
      };
      await unit.append({ streamName: streamName('bank.cart', ['rewards']), expected: 'any', events: [event] });
    },
  });

const openBank =
  (given: Partial<Projections> = {}) =>
  (sources: StorySources) => ({ contexts: { bank: createBank(sources, given) } });

const openRewardingBank = (sources: StorySources) => ({
  ...openBank()(sources),
  processors: [answering(sources, 'bank.MoneyMoved')],
});

const stores: readonly (readonly [string, () => Promise<FullEventStore | undefined>])[] = [
  ['in memory', async () => undefined],
  [
    'on a store that is given',
    async () => {
      files += 1;
      const store = await openSqliteStore({ path: join(folder, `${files}.db`), allowDrafts: true });
      onTestFinished(() => store.close());
      return store;
    },
  ],
];

describe.each(stores)('%s', (_, openStore) => {
  const storied = async () => {
    const store = await openStore();
    return givenApplicationOn(store);
  };
  const givenApplicationOn = (store: FullEventStore | undefined) => ({
    bank: (given: Partial<Projections> = {}) => givenApplication(openBank(given), store === undefined ? {} : { store }),
    rewarding: () => givenApplication(openRewardingBank, store === undefined ? {} : { store }),
  });

  test('a story goes through commands, events, states and all kinds of rows', async () => {
    const { bank } = await storied();
    await bank()
      .events([{ id, event: opened }])
      .when(
        ({ bank: { move } }) => move(ann, 500),
        ({ bank: { put } }) => put('a', 'tea'),
        ({ bank: { move } }) => move(ann, -200),
      )
      .thenEvents([moved(500), { event: tea, id: { cartId: 'a' } }, moved(-200)])
      .thenState(({ bank: { account } }) => account(ann), {
        status: 'open',
        holder: { name: 'Ann' },
        balance: 300n,
        movements: [{ cents: 500 }, { cents: -200 }],
      })
      .thenState(
        ({ bank: { account } }) => account(ben),
        (state) => state.status === 'none',
      )
      .thenRows(({ bank: { projections } }) => projections.balances, [balance(300n, '3.00')])
      .thenRow(({ bank: { projections } }) => projections.skus, { sku: 'tea' }, { sku: 'tea', puts: 1, lastCart: 'a' })
      .thenRows(
        ({ bank: { projections } }) => projections.liveCarts,
        [{ cartId: 'a', items: 1, skus: ['tea'], last: 'tea' }],
      )
      .when(({ bank: { put } }) => put('b', 'tea'))
      .thenRow(({ bank: { projections } }) => projections.skus, { sku: 'tea' }, { sku: 'tea', puts: 2, lastCart: 'b' })
      .thenRow(({ bank: { projections } }) => projections.skus, { sku: 'jam' }, undefined);
  });

  test('what happened before may lie there as older code wrote it, before and behind rows', async () => {
    const { bank } = await storied();
    await bank()
      .events([{ id, event: opened }])
      .stored({ type: 'bank.MoneyMoved', schemaVersion: 1, data: { cents: 150 }, id })
      .thenRow(({ bank: { projections } }) => projections.balances, id, balance(150n, '1.50'))
      .stored({ type: 'bank.MoneyMoved', schemaVersion: 1, data: '{"cents": 5}', id })
      .thenRow(({ bank: { projections } }) => projections.balances, id, balance(155n, '1.55'))
      .thenNothing();
  });

  test('what a processor does belongs to what was asked, and to its conversation', async () => {
    const { rewarding } = await storied();
    await rewarding()
      .events([{ id, event: opened }])
      .when(({ bank }) => bank.move(ann, 5, 'once'))
      .thenEvents([{ event: moved(5), id, metadata: { commandId: 'once' as never } }, tea])
      .thenConversation()
      .thenRow(
        ({ bank: { projections } }) => projections.skus,
        { sku: 'tea' },
        { sku: 'tea', puts: 1, lastCart: 'rewards' },
      );
  });

  test('a rejection, nothing, and an error are what comes of a command', async () => {
    const { bank } = await storied();
    await bank()
      .events([{ id, event: opened }])
      .when(({ bank: { move } }) => move(ann, -5))
      .thenRejected(Overdrawn.of({ balance: 0 }))
      .thenNothing()
      .when(({ bank: { move } }) => move(ben, 5))
      .thenNothing()
      .when(({ bank: { open } }) => open(ann))
      .thenThrows('stream-precondition')
      .thenEvents([]);
  });
});

const failing = (story: PromiseLike<void>) =>
  Promise.resolve(story).then(
    () => 'as expected',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );

describe('a story fails', () => {
  const bank = () => givenApplication(openBank()).events([{ id, event: opened }]);

  test('for other events, fewer and more', async () => {
    const told = () => bank().when(({ bank: { move } }) => move(ann, 5));
    expect(await failing(told().thenEvents([moved(6)]))).toMatch(/Other events were appended/);
    expect(await failing(told().thenEvents([]))).toMatch(/Other events were appended/);
    expect(await failing(told().thenEvents([moved(5), tea]))).toMatch(/Other events were appended/);
    expect(await failing(told().thenNothing())).toMatch(/Other events were appended/);
  });

  test('for another stream, and other metadata', async () => {
    const told = () => bank().when(({ bank: { move } }) => move(ann, 5, 'one'));
    expect(await failing(told().thenEvents([{ event: moved(5), id: { accountId: ben } }]))).toMatch(/Other events/);
    expect(await failing(told().thenEvents([{ event: moved(5), metadata: { commandId: 'two' as never } }]))).toMatch(
      /two/,
    );
    expect(await failing(told().thenEvents([{ event: moved(5), metadata: { actor: 'ann' } }]))).toMatch(/actor/);
  });

  test('for a rejection that nobody expects, wherever the story goes on or ends', async () => {
    const told = () => bank().when(({ bank: { move } }) => move(ann, -5));
    const said = /A command was rejected, which nobody expected[\s\S]*bank.Overdrawn/;
    expect(await failing(told())).toMatch(said);
    expect(await failing(told().thenNothing())).toMatch(said);
    expect(await failing(told().when(({ bank: { move } }) => move(ann, 5)))).toMatch(said);
    expect(await failing(told().events([{ id, event: moved(1) }]))).toMatch(said);
    const two = bank().when(
      ({ bank: { move } }) => move(ann, -5),
      ({ bank: { move } }) => move(ann, 5),
    );
    expect(await failing(two)).toMatch(said);
    expect(await failing(told().thenRejected(Overdrawn.of({ balance: 1 })))).toMatch(/not rejected so/);
    expect(
      await failing(
        bank()
          .when(({ bank: { move } }) => move(ann, 5))
          .thenRejected(Overdrawn.of({ balance: 0 })),
      ),
    ).toMatch(/not rejected so/);
  });

  test('with the error of a command that nobody expects', async () => {
    const told = () => bank().when(({ bank: { open } }) => open(ann));
    await expect(told()).rejects.toMatchObject({ code: 'stream-precondition' });
    await expect(told().thenNothing()).rejects.toMatchObject({ code: 'stream-precondition' });
    expect(await failing(told().thenThrows('store-busy'))).toMatch(/Deciding failed otherwise/);
  });

  test('for other rows, and another state', async () => {
    expect(await failing(bank().thenRows(({ bank: { projections } }) => projections.balances, []))).toMatch(
      /rows are others/,
    );
    const row = bank().thenRow(({ bank: { projections } }) => projections.balances, id, undefined);
    expect(await failing(row)).toMatch(/row is another one/);
    expect(await failing(bank().thenState(({ bank: { account } }) => account(ann), { status: 'none' }))).toMatch(
      /state is another/,
    );
  });

  test('with what stops a projection', async () => {
    const broken: Partial<Projections> = {
      skusHandlers: {
        ItemPut() {
          throw new Error('no skus');
        },
      },
    };
    const told = givenApplication(openBank(broken)).when(({ bank: { put } }) => put('a', 'tea'));
    await expect(told.thenRows(({ bank: { projections } }) => projections.skus, [])).rejects.toMatchObject({
      code: 'processor-failed',
      cause: { message: 'no skus' },
    });
  });

  test('for events that belong to several conversations', async () => {
    const told = bank().when(
      ({ bank: { move } }) => move(ann, 5),
      ({ bank: { move } }) => move(ann, 6),
    );
    expect(await failing(told.thenConversation())).toMatch(/another conversation/);
  });

  test('for an event that no context has', async () => {
    const stranger = { type: 'shop.Sold', data: {} };
    await expect(bank().events([{ id, event: stranger }])).rejects.toMatchObject({ code: 'invalid-use' });
    await expect(bank().stored({ type: 'shop.Sold', schemaVersion: 1, data: {}, id })).rejects.toThrow(/shop\.Sold/);
  });

  test('once, at the step at which it does: nothing behind it is done', async () => {
    let asked = 0;
    const told = bank()
      .thenEvents([tea])
      .when(async () => {
        asked += 1;
      })
      .thenNothing();
    await expect(told).rejects.toBeInstanceOf(ExpectationError);
    expect(asked).toBe(0);
  });

  test('when processors answer each other without an end', async () => {
    const told = givenApplication((sources) => ({
      ...openBank()(sources),
      processors: [answering(sources, 'bank.ItemPut')],
    })).when(({ bank: { put } }) => put('a', 'tea'));
    expect(await failing(told.thenNothing())).toMatch(/does not come to rest/);
  });
});

test('time stands and ids count up, unless told otherwise', async () => {
  const seen: string[] = [];
  const now = fixedClock('2030-05-01T12:00:00Z');
  const look = async (_: unknown, { store }: StorySources) => {
    const { events } = await store.readLog({});
    seen.push(...events.map(({ recordedAt, eventId }) => `${recordedAt} ${eventId.slice(-2)}`));
  };
  await givenApplication(openBank())
    .events([{ id, event: opened }])
    .when(look);
  await givenApplication(openBank(), { now, newId: () => '00000000-0000-7000-8000-0000000000ff' })
    .events([{ id, event: opened }])
    .when(look);
  expect(seen).toEqual(['2026-01-01T00:00:00Z 01', '2030-05-01T12:00:00Z ff']);
});

test('acts find the store, so that a tenant’s contexts can take part', async () => {
  await givenApplication(openBank())
    .when((_, sources) => createBank({ ...sources, store: sources.store.forTenant('one') }).put('a', 'tea'))
    .thenEvents([{ event: tea, tenant: 'one' }])
    .thenRows(
      (_, sources) => createBank({ ...sources, store: sources.store.forTenant('one') }).projections.skus,
      [{ sku: 'tea', puts: 1, lastCart: 'a' }],
    )
    .thenRows(({ bank: { projections } }) => projections.skus, []);
});

test('a store that has a log already is gone on with', async () => {
  const store = createMemoryEventStore();
  await createBank({ store }).put('a', 'tea');
  await givenApplication(openBank(), { store })
    .thenRows(({ bank: { projections } }) => projections.skus, [{ sku: 'tea', puts: 1, lastCart: 'a' }])
    .when(({ bank: { put } }) => put('b', 'tea'))
    .thenEvents([tea]);
});
