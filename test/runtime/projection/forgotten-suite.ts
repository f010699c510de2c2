import { describe, expect, onTestFinished, test } from 'vitest';
import { openApplication } from '../../../runtime/src/application/application.js';
import { defineProjection, type ProjectionHandlers } from '../../../runtime/src/codegen/v1/index.js';
import { StoreUnavailableError } from '../../../runtime/src/errors/store-file-errors.js';
import { StoreBusyError } from '../../../runtime/src/errors/store-errors.js';
import { streamName } from '../../../runtime/src/message/stream-name.js';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import type { Unit } from '../../../runtime/src/store/unit.js';
import { balances, carts, type CartsContract, cartsHandlers } from './bank-projections.js';
import { accountId, createBank, quick } from './bank-context.js';
import { openBank, running } from './projecting-bank.js';

const skip = { retry: 0, then: 'skip' } as const;
const park = { retry: 0, then: 'park' } as const;
const cartsThat = (errors: typeof skip | typeof park) => defineProjection<CartsContract>({ ...carts, errors });

/** Fails for everything that is called bad. */
const failing: ProjectionHandlers<CartsContract> = {
  ItemPut(event, row, handling) {
    if (event.data.sku.startsWith('bad')) throw new Error(`no ${event.data.sku} today`);
    return cartsHandlers.ItemPut(event, row, handling);
  },
};

const workOf = (hash: string): string => `projection:bank.Carts@${hash}`;

/** Resolves when these rows serve: those that are still being built would be waited for, not made anew. */
async function serving(store: FullEventStore, hash: string): Promise<void> {
  const served = async () => (await store.findViews('bank.Carts')).find(({ state }) => state === 'serving')?.hash;
  await expect.poll(served).toBe(hash);
}

/** What is left of work that is over, and what must not be forgotten of work that is not. */
export function forgottenSuite(open: () => Promise<FullEventStore>): void {
  describe('rows that were replaced', () => {
    test('leave no checkpoint and nothing parked, so that archiving waits for nobody', async () => {
      const { store, bank } = await openBank(open, { carts: cartsThat(park), cartsHandlers: failing });
      for (const sku of ['x', 'bad', 'bad too']) await bank.put('cart', sku);
      const application = await running(bank);
      await serving(store, carts.hash);
      expect(await store.readParked(workOf(carts.hash))).toHaveLength(2);
      await application.rebuild('bank.Carts');
      expect(await store.findCheckpoint(workOf(carts.hash))).toBeUndefined();
      expect(await store.readParked(workOf(carts.hash))).toEqual([]);
      expect(await store.findCheckpoint(workOf(`${carts.hash}~1`))).toBeDefined();
      expect(await store.readParked(workOf(`${carts.hash}~1`))).toHaveLength(2);

      await bank.put('later', 'y');
      for (const each of [bank.projections.carts, bank.projections.skus]) await each.caughtUp();
      expect(await store.archiveStream(streamName('bank.cart', ['later']), 'any')).toMatchObject({ kind: 'done' });
    });

    test('leave none behind where others kept them in slices, whose number need not be known', async () => {
      const { store, bank } = await openBank(open);
      await bank.put('cart', 'x');
      const first = await running(bank, { projections: { 'bank.Carts': { slices: 3 } } });
      await serving(store, carts.hash);
      await first.stop();
      const slices = [0, 1, 2].map((slice) => `${workOf(carts.hash)}#${slice}/3`);
      for (const name of slices) expect(await store.findCheckpoint(name)).toBeDefined();
      const tool = openApplication({ contexts: { bank: createBank({ store }) }, keep: quick });
      onTestFinished(() => tool.stop());
      await tool.rebuild('bank.Carts', { slices: 2 });
      for (const name of slices) expect(await store.findCheckpoint(name)).toBeUndefined();
    });

    test('are not begun again under the name that they had, though nothing else of them is left', async () => {
      const { store, bank } = await openBank(open);
      await bank.put('cart', 'x');
      const application = await running(bank);
      await serving(store, carts.hash);
      for (const hash of ['~1', '~2', '~3']) {
        await application.rebuild('bank.Carts');
        expect((await store.findViews('bank.Carts')).map((view) => view.hash)).toEqual([`${carts.hash}${hash}`]);
      }
    });

    test('get no checkpoint from a process that has not noticed yet, and finds nothing to fold', async () => {
      const { store, bank } = await openBank(open);
      await bank.put('cart', 'x');
      const old = await running(bank, { keep: { pollInterval: 50 } });
      await serving(store, carts.hash);
      const tool = openApplication({ contexts: { bank: createBank({ store }) }, keep: quick });
      onTestFinished(() => tool.stop());
      await tool.rebuild('bank.Carts');
      await tool.stop();
      // Of another category: a page without a single event for the old rows' process.
      await bank.open(accountId(1));
      const followed = async () => (await store.findCheckpoint(workOf(`${carts.hash}~1`)))?.logPosition;
      const head = await store.head();
      await expect.poll(followed).toBe(head && store.serializeLogPosition(head));
      expect(await store.findCheckpoint(workOf(carts.hash))).toBeUndefined();
      expect((await old.health()).projections[0]).toMatchObject({ state: 'serving' });
    });
  });

  test('inline rows that serve need no checkpoint: archiving does not wait for them', async () => {
    const { store, bank } = await openBank(open);
    await bank.open(accountId(1));
    const application = await running(bank);
    await application.rebuild('bank.Balances');
    const [serving] = await store.findViews('bank.Balances');
    expect(serving?.state).toBe('serving');
    expect(await store.findCheckpoint(`projection:bank.Balances@${serving?.hash ?? ''}`)).toBeUndefined();
    expect(await store.findCheckpoint(`projection:bank.Balances@${balances.hash}`)).toBeUndefined();
    await bank.move(accountId(1), 5);
    await bank.projections.balances.caughtUp();
    for (const each of [bank.projections.carts, bank.projections.skus]) await each.caughtUp();
    expect(await store.archiveStream(streamName('bank.account', [accountId(1)]), 'any')).toMatchObject({
      kind: 'done',
    });
  });

  describe('skipped events of a build', () => {
    test('are counted and told when another process ends what one began', async () => {
      const { store, bank } = await openBank(open, { carts: cartsThat(skip), cartsHandlers: failing });
      for (const sku of ['bad 1', 'x', 'bad 2']) await bank.put('cart', sku);
      for (let at = 0; at < 30; at += 1) await bank.put(`cart-${at}`, 'y');
      let skipped = 0;
      const leaving: FullEventStore = {
        ...store,
        async transact(work, options) {
          if (skipped === 2) throw new StoreUnavailableError('the store', 'it is away');
          let skips = 0;
          const counting = (unit: Unit): Unit => ({
            ...unit,
            putDocument(document, revision) {
              skips += document.key.startsWith('skipped:') ? 1 : 0;
              return unit.putDocument(document, revision);
            },
          });
          const answer = await store.transact((unit) => work(counting(unit)), options);
          skipped += skips;
          return answer;
        },
      };
      const doomed = createBank({ store: leaving }, { carts: cartsThat(skip), cartsHandlers: failing });
      const first = openApplication({ contexts: { bank: doomed }, keep: quick });
      onTestFinished(() => first.stop());
      const begun = first.rebuild('bank.Carts');
      begun.catch(() => undefined);
      await expect.poll(() => skipped).toBe(2);
      await first.stop();
      await expect(begun).rejects.toMatchObject({ code: 'invalid-use' });
      expect((await store.findViews('bank.Carts')).map(({ state }) => state)).toEqual(['building']);

      const again = createBank({ store }, { carts: cartsThat(skip), cartsHandlers: failing });
      const second = openApplication({ contexts: { bank: again }, keep: quick });
      onTestFinished(() => second.stop());
      await bank.put('late', 'bad 3');
      const result = await second.rebuild('bank.Carts');
      expect(result).toMatchObject({ skipped: 3, parked: 0, isComplete: false });
      expect(result.firstSkipped.map(({ position, reason }) => ({ position, reason }))).toEqual([
        { position: 0, reason: 'Error: no bad 1 today' },
        { position: 2, reason: 'Error: no bad 2 today' },
        { position: 0, reason: 'Error: no bad 3 today' },
      ]);
      expect(result.firstSkipped[0]?.streamName).toBe(streamName('bank.cart', ['cart']));
    });

    test('are those of the rows that serve: a rebuild begins to count anew, and the first ten are told', async () => {
      const { bank } = await openBank(open, { carts: cartsThat(skip), cartsHandlers: failing });
      for (let at = 0; at < 12; at += 1) await bank.put('cart', `bad ${at}`);
      const tool = openApplication({ contexts: { bank }, keep: quick });
      onTestFinished(() => tool.stop());
      for (let time = 0; time < 2; time += 1) {
        const { skipped, firstSkipped } = await tool.rebuild('bank.Carts');
        expect(skipped).toBe(12);
        expect(firstSkipped.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      }
    });

    test('are counted once, however often the commit that passes one fails', async () => {
      const { store } = await openBank(open);
      let failures = 2;
      const flaky: FullEventStore = {
        ...store,
        transact: (work, options) =>
          store.transact(async (unit) => {
            const answer = await work({
              ...unit,
              async putDocument(document, revision) {
                const written = await unit.putDocument(document, revision);
                if (!document.key.startsWith('skipped:') || failures === 0) return written;
                failures -= 1;
                throw new StoreBusyError(1);
              },
            });
            return answer;
          }, options),
      };
      const bank = createBank({ store: flaky }, { carts: cartsThat(skip), cartsHandlers: failing });
      for (const sku of ['x', 'bad']) await bank.put('cart', sku);
      const tool = openApplication({ contexts: { bank }, keep: quick });
      onTestFinished(() => tool.stop());
      expect(await tool.rebuild('bank.Carts')).toMatchObject({ skipped: 1, isComplete: false });
      expect(failures).toBe(0);
    });
  });
}
