import { describe, expect, test } from 'vitest';
import {
  bindProjection,
  defineProjection,
  logRepository,
  openContext,
  openProjection,
  type ProjectionHandlers,
} from '../../../runtime/src/codegen/v1/index.js';
import { OutcomeUnknownError } from '../../../runtime/src/errors/store-errors.js';
import type { CommandId } from '../../../runtime/src/message/identifiers.js';
import { streamName } from '../../../runtime/src/message/stream-name.js';
import { openInlineAppends } from '../../../runtime/src/projection/inline-appends.js';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { uncheckedEventId } from '../../../runtime/src/testing/contract/samples.js';
import { bankRegistry } from '../../golden/snapshots/expected/src/generated/bank/bank.js';
import { cart, ItemPut } from '../../golden/snapshots/expected/src/generated/bank/cart.js';
import {
  balances,
  type BalancesContract,
  balancesHandlers,
  carts,
  type CartsContract,
  cartsHandlers,
} from './bank-projections.js';
import { accountId, allRows, createBank } from './bank-context.js';
import { openBank, running } from './projecting-bank.js';

const account = accountId(1);
const centsOf = async (bank: ReturnType<typeof createBank>, id = account): Promise<bigint | undefined> =>
  (await bank.projections.balances.find({ accountId: id }))?.cents;

/** A handler that refuses 13 cents. */
const superstitious: ProjectionHandlers<BalancesContract> = {
  ...balancesHandlers,
  MoneyMoved(event, row, handling) {
    if (event.data.cents === 13) throw new Error('not thirteen');
    return balancesHandlers.MoneyMoved(event, row, handling);
  },
};

const later = defineProjection<BalancesContract>({ ...balances, hash: '00000000000000d3' });

/** Rows that are kept in the commits of appends. */
export function inlineSuite(open: () => Promise<FullEventStore>): void {
  describe('an append with inline rows', () => {
    test('is not stored when a handler fails, and says which', async () => {
      const { store, bank } = await openBank(open, { balancesHandlers: superstitious });
      await bank.open(account);
      await expect(bank.move(account, 13)).rejects.toMatchObject({
        code: 'projection-failed',
        projection: 'bank.Balances',
        eventType: 'bank.MoneyMoved',
        cause: { message: 'not thirteen' },
      });
      expect((await store.readStream(streamName('bank.account', [account]))).streamVersion).toBe(1);
      await bank.move(account, 14);
      expect(await centsOf(bank)).toBe(14n);
    });

    test('is decided again after a conflict, and its rows are made once', async () => {
      const { bank } = await openBank(open);
      await bank.open(account);
      const outcomes = await Promise.all(Array.from({ length: 4 }, (_, at) => bank.move(account, 1 + at)));
      expect(outcomes.every(({ kind }) => kind === 'accepted')).toBe(true);
      expect(await centsOf(bank)).toBe(10n);
    });

    test('on many streams at once makes all rows', async () => {
      const { bank } = await openBank(open);
      const ids = Array.from({ length: 20 }, (_, at) => accountId(at));
      await Promise.all(ids.map((id) => bank.open(id)));
      await Promise.all(ids.map((id, at) => bank.move(id, at)));
      const rows = await allRows(bank.projections.balances);
      expect(rows.map(({ cents }) => cents)).toEqual(ids.map((_, at) => BigInt(at)));
    });

    test('with a command id that came before adds nothing', async () => {
      const { bank } = await openBank(open);
      await bank.open(account);
      await bank.move(account, 5, 'once');
      expect(await bank.move(account, 5, 'once')).toMatchObject({ kind: 'accepted', deduplicated: true });
      const twice = await Promise.all([bank.move(account, 7, 'both'), bank.move(account, 7, 'both')]);
      expect(twice.every(({ kind }) => kind === 'accepted')).toBe(true);
      expect(await centsOf(bank)).toBe(12n);
    });

    test('whose answer was lost is found again, and its rows are made once', async () => {
      const { store, bank } = await openBank(open);
      let lost = 0;
      const forgetful: FullEventStore = {
        ...store,
        async transact(work, options) {
          const answer = await store.transact(work, options);
          lost += 1;
          if (lost === 1) throw new OutcomeUnknownError();
          return answer;
        },
      };
      await bank.open(account);
      await createBank({ store: forgetful }).move(account, 5);
      expect(lost).toBe(2);
      expect(await centsOf(bank)).toBe(5n);
    });

    test('that is rejected, or leads to nothing, leaves the rows alone', async () => {
      const { bank } = await openBank(open);
      expect(await bank.move(account, 5)).toMatchObject({ kind: 'accepted', events: [] });
      await bank.open(account);
      expect(await bank.move(account, -5)).toMatchObject({ kind: 'rejected' });
      expect(await centsOf(bank)).toBe(0n);
    });

    test('of other events goes straight to the store', async () => {
      const { store } = await openBank(open);
      let units = 0;
      const counting: FullEventStore = {
        ...store,
        transact: (work, options) => {
          units += 1;
          return store.transact(work, options);
        },
      };
      const bank = createBank({ store: counting });
      await bank.put('a', 'x');
      expect(units).toBe(0);
    });

    test('of a tenant makes that tenant’s rows', async () => {
      const { store, bank } = await openBank(open);
      await bank.open(account);
      const own = createBank({ store: store.forTenant('one') });
      await own.open(account, 'Ben');
      await own.move(account, 3);
      expect(await own.projections.balances.find({ accountId: account })).toMatchObject({ holder: 'Ben', cents: 3n });
      expect(await centsOf(bank)).toBe(0n);
    });

    test('of events that are recorded without a command makes rows, too, and once', async () => {
      const { store } = await openBank(open);
      const inline = defineProjection<CartsContract>({ ...carts, run: 'inline' });
      const context = openContext(bankRegistry, { store }, [bindProjection(inline, cartsHandlers)]);
      const log = logRepository(cart, context);
      const commandId = 'once' as CommandId;
      await log.record({ cartId: 'a' }, [ItemPut.of({ sku: 'x' }), ItemPut.of({ sku: 'y' })], { commandId });
      const again = await log.record({ cartId: 'a' }, [ItemPut.of({ sku: 'x' }), ItemPut.of({ sku: 'y' })], {
        commandId,
      });
      expect(again).toMatchObject({ kind: 'recorded', deduplicated: true });
      expect(await log.record({ cartId: 'a' }, [ItemPut.of({ sku: 'z' })], { expected: 'no-stream' })).toEqual({
        kind: 'conflict',
        streamVersion: 2,
      });
      expect(await openProjection(context, inline).find({ cartId: 'a' })).toMatchObject({ items: 2, skus: ['x', 'y'] });
    });

    test('can be aborted before it is sent', async () => {
      const { store, bank } = await openBank(open);
      await bank.open(account);
      const appends = openInlineAppends({
        registry: bankRegistry,
        store,
        projections: [bindProjection(balances, balancesHandlers)],
      });
      const page = await store.readStream(streamName('bank.account', [account]));
      const [stored] = page.events;
      if (stored === undefined) throw new Error('nothing was stored');
      const { type, schemaVersion, data, metadata } = stored;
      const eventId = uncheckedEventId(globalThis.crypto.randomUUID());
      const request = {
        streamName: stored.streamName,
        expected: 'any' as const,
        events: [{ eventId, type, schemaVersion, data, metadata }],
      };
      await expect(appends.append(request, { signal: AbortSignal.abort() })).rejects.toMatchObject({
        code: 'operation-aborted',
      });
      expect((await store.readStream(stored.streamName)).streamVersion).toBe(1);
      await expect(appends.append({ ...request, expected: 'no-stream' })).resolves.toEqual({
        kind: 'conflict',
        streamVersion: 1,
      });
    });
  });

  describe('inline rows', () => {
    test('of a log that was there before are built, and appends go on meanwhile', async () => {
      const { store } = await openBank(open);
      const before = createBank({ store }, { balances: { ...balances, run: 'live' } });
      await before.open(account);
      await before.move(account, 5);
      const bank = createBank({ store });
      await bank.move(account, 7);
      expect(await centsOf(bank)).toBeUndefined();
      await running(bank);
      await bank.projections.balances.caughtUp();
      expect(await centsOf(bank)).toBe(12n);
      await bank.move(account, 1);
      expect(await centsOf(bank)).toBe(13n);
    });

    test('that other code has taken over are not passed by: the append is refused', async () => {
      const { store, bank } = await openBank(open);
      await bank.open(account);
      await bank.move(account, 5);
      const newer = createBank({ store }, { balances: later });
      await running(newer);
      await newer.projections.balances.caughtUp();
      await expect(bank.move(account, 1)).rejects.toMatchObject({ code: 'projection-replaced' });
      expect((await store.readStream(streamName('bank.account', [account]))).streamVersion).toBe(2);
      await newer.move(account, 1);
      expect(await centsOf(newer)).toBe(6n);
      // Rows of the same columns can be read by whoever knows them.
      expect(await centsOf(bank)).toBe(6n);
    });

    test('of a type that is another context’s are refused when the context is opened', async () => {
      const { store } = await openBank(open);
      const foreign = defineProjection<BalancesContract>({
        ...balances,
        on: { ...balances.on, MoneyMoved: { type: 'shop.MoneyMoved', key: balances.on.MoneyMoved.key } },
      });
      expect(() => createBank({ store }, { balances: foreign })).toThrow(/shop\.MoneyMoved, which is no event of bank/);
    });

    test('need a store that can hold them', async () => {
      const { store } = await openBank(open);
      const least = { ...store, capabilities: { ...store.capabilities, views: false } };
      expect(() => createBank({ store: least })).toThrow(/needs a store that can hold views/);
      expect(() => createBank({ store: { ...store, openView: undefined } as never })).toThrow(/has no openView/);
    });
  });
}
