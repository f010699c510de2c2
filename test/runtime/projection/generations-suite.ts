import { describe, expect, test } from 'vitest';
import { defineProjection, type ProjectionHandlers } from '../../../runtime/src/codegen/v1/index.js';
import type { BuildingReport } from '../../../runtime/src/projection/keeper-options.js';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { balances, carts, type CartsContract, cartsHandlers } from './bank-projections.js';
import { accountId, allRows, createBank, quick, type ProjectingBank } from './bank-context.js';
import { openBank, running } from './projecting-bank.js';

const otherCarts = defineProjection<CartsContract>({ ...carts, hash: '00000000000000d1' });
/** The same rows, but that things are called twice what they were. */
const doubled: ProjectionHandlers<CartsContract> = {
  ItemPut: ({ data: { sku } }, row) =>
    row.upsert({ items: 2 * ((row.current?.items ?? 0) / 2 + 1), skus: [], last: sku }),
};

async function fill(bank: ProjectingBank, count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) await bank.put(`cart-${at % 3}`, `sku-${at}`);
}

const itemsOf = async (bank: ProjectingBank): Promise<readonly number[]> =>
  (await allRows(bank.projections.carts)).map(({ items }) => items);

/** So slow that a test can look at it. */
const slowly = { batch: 5, eventsPerSecond: 50 };

/** Rows that are made anew. */
export function generationsSuite(open: () => Promise<FullEventStore>): void {
  const generationsOf = async (store: FullEventStore, name = 'bank.Carts') =>
    (await store.findViews(name)).map(({ hash, state }) => `${hash} ${state}`);

  describe('rows of another definition', () => {
    test('are built beside those that serve, which are dropped then', async () => {
      const { store, bank } = await openBank(open);
      await fill(bank, 30);
      const before = await running(bank);
      await bank.projections.carts.caughtUp();
      const newer = createBank({ store }, { carts: otherCarts, cartsHandlers: doubled });
      const after = await running(newer, { projections: { 'bank.Carts': slowly } });
      expect(await itemsOf(newer)).toEqual([10, 10, 10]);
      expect((await after.health()).projections.find(({ projection }) => projection === 'bank.Carts')?.state).toBe(
        'building',
      );
      await expect.poll(() => generationsOf(store)).toEqual(['00000000000000d1 serving']);
      expect(await itemsOf(newer)).toEqual([20, 20, 20]);
      expect(await itemsOf(bank)).toEqual([20, 20, 20]);
      await bank.put('cart-0', 'more');
      await newer.projections.carts.caughtUp();
      expect(await itemsOf(newer)).toEqual([22, 20, 20]);
      const stateOf = async () => (await before.health()).projections.find(({ run }) => run === 'async')?.state;
      await expect.poll(stateOf).toBe('replaced');
      await before.stop();
      await before.ended;
    });

    test('with other columns cannot be read yet: how far they are is said', async () => {
      const { store, bank } = await openBank(open);
      await fill(bank, 30);
      await running(bank);
      await expect.poll(() => generationsOf(store)).toEqual([`${carts.hash} serving`]);
      const kinds = { ...otherCarts.fields, items: 'number' } as const;
      const newer = createBank({ store }, { carts: { ...otherCarts, fields: kinds } });
      await expect(newer.projections.carts.query()).rejects.toMatchObject({
        code: 'projection-building',
        progress: { done: 0, of: 30 },
      });
      await running(newer);
      await newer.projections.carts.caughtUp();
      expect(await itemsOf(newer)).toEqual([10, 10, 10]);
    });

    test('that were there before are made anew, and not taken up where they were left', async () => {
      const { store, bank } = await openBank(open);
      await fill(bank, 6);
      const first = await running(bank);
      await bank.projections.carts.caughtUp();
      await first.stop();
      const newer = createBank({ store }, { carts: otherCarts });
      const second = await running(newer);
      await newer.projections.carts.caughtUp();
      await second.stop();
      await fill(newer, 3);
      const again = createBank({ store });
      await running(again);
      await again.projections.carts.caughtUp();
      await expect.poll(() => generationsOf(store)).toEqual([`${carts.hash}~1 serving`]);
      expect(await itemsOf(again)).toEqual([3, 3, 3]);
    });
  });

  describe('building', () => {
    test('goes on where it was stopped', async () => {
      const { store, bank } = await openBank(open);
      await fill(bank, 40);
      const reports: BuildingReport[] = [];
      const first = await running(bank, { keep: { ...slowly, report: (report) => void reports.push(report) } });
      await expect
        .poll(async () => (await store.findCheckpoint(`projection:bank.Carts@${carts.hash}`))?.logPosition)
        .toBeDefined();
      await first.stop();
      const calls: string[] = [];
      const noting: ProjectionHandlers<CartsContract> = {
        ItemPut(event, row, handling) {
          calls.push(event.data.sku);
          return cartsHandlers.ItemPut(event, row, handling);
        },
      };
      const again = createBank({ store }, { cartsHandlers: noting });
      await running(again);
      await again.projections.carts.caughtUp();
      expect(calls.length).toBeLessThan(40);
      expect(calls).not.toContain('sku-0');
      expect(await itemsOf(again)).toEqual([14, 13, 13]);
    });

    test('tells how far it has come, to its end', async () => {
      const { bank } = await openBank(open);
      await fill(bank, 40);
      const reports: BuildingReport[] = [];
      const report = (said: BuildingReport): never => {
        if (said.projection === 'bank.Carts') reports.push(said);
        throw new Error('nobody’s concern');
      };
      await running(bank, { keep: { batch: 5, eventsPerSecond: 60, report } });
      await bank.projections.carts.caughtUp();
      await expect.poll(() => reports.at(-1)?.kind).toBe('built');
      expect(reports.at(-1)).toMatchObject({ done: 40, of: 40, events: 40, skipped: 0, parked: 0 });
      expect(reports.length).toBeGreaterThan(1);
      const done = reports.map((each) => each.done);
      expect(done).toEqual([...done].sort((a, b) => a - b));
    });

    test('on request makes rows anew beside those that serve', async () => {
      const { store, bank } = await openBank(open);
      await fill(bank, 12);
      const application = await running(bank);
      await expect.poll(() => generationsOf(store)).toEqual([`${carts.hash} serving`]);
      const result = await application.rebuild('bank.Carts');
      expect(result).toEqual({
        projection: 'bank.Carts',
        events: 12,
        skipped: 0,
        firstSkipped: [],
        parked: 0,
        isComplete: true,
      });
      expect(await generationsOf(store)).toEqual([`${carts.hash}~1 serving`]);
      await fill(bank, 3);
      await bank.projections.carts.caughtUp();
      expect(await itemsOf(bank)).toEqual([5, 5, 5]);
      expect((await application.rebuild('bank.Carts')).events).toBe(15);
      expect(await generationsOf(store)).toEqual([`${carts.hash}~2 serving`]);
      await expect(application.rebuild('bank.Nothing')).rejects.toMatchObject({ code: 'invalid-use' });
      await expect(application.rebuild('bank.LiveCarts')).rejects.toMatchObject({ code: 'invalid-use' });
    });

    test('in a process of its own needs nobody else, and those that follow go over to the new rows', async () => {
      const { store, bank } = await openBank(open);
      await fill(bank, 6);
      await running(bank);
      await bank.projections.carts.caughtUp();
      const { openApplication } = await import('../../../runtime/src/application/application.js');
      const tool = openApplication({ contexts: { bank: createBank({ store }) }, keep: quick });
      expect(await tool.rebuild('bank.Carts')).toMatchObject({ isComplete: true });
      await tool.stop();
      await fill(bank, 3);
      await bank.projections.carts.caughtUp();
      expect(await itemsOf(bank)).toEqual([3, 3, 3]);
    });

    test('of inline rows serves what the log says, and appends go on', async () => {
      const { store, bank } = await openBank(open);
      const application = await running(bank);
      for (let at = 0; at < 5; at += 1) await bank.open(accountId(at));
      const moving = (async () => {
        for (let at = 0; at < 50; at += 1) await bank.move(accountId(at % 5), 1);
      })();
      const results = [await application.rebuild('bank.Balances'), await application.rebuild('bank.Balances')];
      await moving;
      expect(results.every(({ isComplete }) => isComplete)).toBe(true);
      expect(await generationsOf(store, 'bank.Balances')).toEqual([`${balances.hash}~2 serving`]);
      expect((await allRows(bank.projections.balances)).map(({ cents }) => cents)).toEqual([10n, 10n, 10n, 10n, 10n]);
    });

    test('reads archived events, too', async () => {
      const { store, bank } = await openBank(open);
      await fill(bank, 6);
      const application = await running(bank);
      for (const projection of [bank.projections.carts, bank.projections.skus]) await projection.caughtUp();
      await expect.poll(() => generationsOf(store)).toEqual([`${carts.hash} serving`]);
      const { streamName } = await import('../../../runtime/src/message/stream-name.js');
      await store.archiveStream(streamName('bank.cart', ['cart-0']), 'any');
      await application.rebuild('bank.Carts');
      expect(await generationsOf(store)).toEqual([`${carts.hash}~1 serving`]);
      expect(await itemsOf(bank)).toEqual([2, 2, 2]);
    });
  });

  describe('slices', () => {
    test('make the same rows as one', async () => {
      const { bank } = await openBank(open);
      await fill(bank, 60);
      const application = await running(bank, { projections: { 'bank.Carts': { slices: 4 } } });
      await bank.projections.carts.caughtUp();
      expect(await itemsOf(bank)).toEqual([20, 20, 20]);
      const health = (await application.health()).projections.find(({ projection }) => projection === 'bank.Carts');
      expect(health?.slices.map(({ state }) => state)).toEqual(['leading', 'leading', 'leading', 'leading']);
      await fill(bank, 6);
      await bank.projections.carts.caughtUp();
      expect(await itemsOf(bank)).toEqual([22, 22, 22]);
    });

    test('are as many as they were, until rows are built anew', async () => {
      const { store, bank } = await openBank(open);
      await fill(bank, 6);
      const first = await running(bank, { projections: { 'bank.Carts': { slices: 3 } } });
      await bank.projections.carts.caughtUp();
      await first.stop();
      const again = createBank({ store });
      await expect(running(again, { projections: { 'bank.Carts': { slices: 2 } } })).rejects.toThrow(
        /kept in 3 slices, not 2/,
      );
      const application = await running(createBank({ store }));
      await application.rebuild('bank.Carts', { slices: 2 });
      await fill(bank, 3);
      await bank.projections.carts.caughtUp();
      expect(await itemsOf(bank)).toEqual([3, 3, 3]);
    });

    test('of inline rows build them side by side', async () => {
      const { bank } = await openBank(open);
      const application = await running(bank);
      for (let at = 0; at < 9; at += 1) await bank.open(accountId(at));
      for (let at = 0; at < 9; at += 1) await bank.move(accountId(at), at);
      expect(await application.rebuild('bank.Balances', { slices: 3 })).toMatchObject({ events: 18, isComplete: true });
      expect((await allRows(bank.projections.balances)).map(({ cents }) => Number(cents))).toEqual([
        0, 1, 2, 3, 4, 5, 6, 7, 8,
      ]);
    });

    test.each([0, 1.5, 1_025, -1])('cannot be %d', async (slices) => {
      const { bank } = await openBank(open);
      await expect(running(bank, { projections: { 'bank.Carts': { slices } } })).rejects.toMatchObject({
        code: 'invalid-use',
      });
    });

    test('are refused where a row is made of several streams', async () => {
      const { bank } = await openBank(open);
      await expect(running(bank, { projections: { 'bank.Skus': { slices: 2 } } })).rejects.toThrow(/several streams/);
    });
  });

  describe('two processes', () => {
    test('share the work: when one ends, the other goes on', async () => {
      const { store, bank } = await openBank(open);
      const first = await running(bank);
      const second = await running(createBank({ store }));
      await fill(bank, 6);
      await bank.projections.carts.caughtUp();
      await first.stop();
      await fill(bank, 3);
      await bank.projections.carts.caughtUp();
      expect(await itemsOf(bank)).toEqual([3, 3, 3]);
      const healthOf = async () => (await second.health()).projections[0];
      await expect.poll(healthOf).toMatchObject({ state: 'serving', behind: 0 });
    });
  });
}
