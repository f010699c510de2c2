import { describe, expect, test } from 'vitest';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { openContext, openProjection } from '../../../runtime/src/codegen/v1/index.js';
import { bankRegistry } from '../../golden/snapshots/expected/src/generated/bank/bank.js';
import { createBank, accountId, allRows, openBank, type ProjectingBank, running } from './projecting-bank.js';
import { carts } from './bank-projections.js';

/** Carts `a` to `e` with one to five things, of which the last is `x` in every second one. */
async function filled(open: () => Promise<FullEventStore>): Promise<ProjectingBank> {
  const { bank } = await openBank(open);
  for (const [at, cartId] of ['a', 'b', 'c', 'd', 'e'].entries()) {
    for (let count = 0; count < at; count += 1) await bank.put(cartId, 'filling');
    await bank.put(cartId, at % 2 === 0 ? 'x' : 'y');
  }
  await running(bank);
  await bank.projections.carts.caughtUp();
  return bank;
}

const idsOf = (rows: readonly { readonly cartId: string }[]): string => rows.map(({ cartId }) => cartId).join('');

/** What can be asked of rows. */
export function readingSuite(open: () => Promise<FullEventStore>): void {
  describe.each(['carts', 'liveCarts'] as const)('rows of %s', (which) => {
    test('are found by equality, membership and ranges, all of which hold', async () => {
      const { projections } = await filled(open);
      const ids = async (where: object) => idsOf((await projections[which].query({ where })).rows);
      expect(await ids({})).toBe('abcde');
      expect(await ids({ last: 'x' })).toBe('ace');
      expect(await ids({ items: { in: [1, 5, 9] } })).toBe('ae');
      expect(await ids({ items: { greater: 2, atMost: 4 } })).toBe('cd');
      expect(await ids({ items: { atLeast: 2, less: 4 }, last: 'x' })).toBe('c');
      expect(await ids({ cartId: 'd' })).toBe('d');
      expect(await ids({ last: null })).toBe('');
      expect(await ids({ items: { in: [] } })).toBe('');
    });

    test('come in order, page by page, each once', async () => {
      const { projections } = await filled(open);
      const query = { orderBy: [{ by: 'last' }, { by: 'items', descending: true }], limit: 2 } as const;
      const pages: string[] = [];
      let after: string | undefined;
      do {
        const page = await projections[which].query({ ...query, ...(after === undefined ? {} : { after }) });
        pages.push(idsOf(page.rows));
        after = page.cursor === undefined ? undefined : String(JSON.parse(JSON.stringify(page.cursor)));
      } while (after !== undefined);
      expect(pages).toEqual(['ec', 'ad', 'b']);
    });

    test('a last page that is full says that it is the last', async () => {
      const { projections } = await filled(open);
      expect(await projections[which].query({ limit: 5 })).toMatchObject({ cursor: undefined });
      expect((await projections[which].query({ limit: 4 })).cursor).toEqual(expect.any(String));
    });

    test('a cursor of another query is refused, and so is any other text', async () => {
      const { projections } = await filled(open);
      const { cursor = '' } = await projections[which].query({ limit: 1 });
      const refused = { code: 'invalid-cursor' };
      const ask = (query: object) => projections[which].query(query);
      await expect(ask({ after: cursor, where: { last: 'x' } })).rejects.toMatchObject(refused);
      await expect(ask({ after: cursor, orderBy: [{ by: 'items' }] })).rejects.toMatchObject(refused);
      const other = which === 'carts' ? projections.liveCarts : projections.carts;
      await expect(other.query({ after: cursor })).rejects.toMatchObject(refused);
      const print = cursor.slice(0, cursor.indexOf('.'));
      const forged = [
        '',
        'x',
        '.',
        `${print}.`,
        `${print}.%`,
        `${print}.{}`,
        `${print}.[]`,
        `${print}.[1]`,
        `${print}.[[1]]`,
      ];
      for (const after of forged) await expect(ask({ after }), after).rejects.toMatchObject(refused);
    });

    test('what cannot be asked is refused before anything is read', async () => {
      const { projections } = await filled(open);
      const refused = { code: 'invalid-use' };
      const wrong: readonly object[] = [
        { where: { skus: ['x'] } },
        { where: { nothing: 1 } },
        { where: { items: 'one' } },
        { where: { items: undefined } },
        { where: { items: {} } },
        { where: { items: { near: 1 } } },
        { where: { items: { in: 1 } } },
        { where: { items: { in: [null] } } },
        { where: { items: { less: null } } },
        { orderBy: [{ by: 'skus' }] },
        { orderBy: [{ by: 'nothing' }] },
        { orderBy: [{ by: 'items' }, { by: 'items', descending: true }] },
        { limit: 0 },
        { limit: 1.5 },
        { limit: 10_001 },
      ];
      for (const query of wrong) {
        await expect(projections[which].query(query), JSON.stringify(query)).rejects.toMatchObject(refused);
      }
      await expect(projections[which].find({} as never)).rejects.toMatchObject(refused);
      await expect(projections[which].find({ cartId: 7 } as never)).rejects.toMatchObject(refused);
      await expect(projections[which].find(null as never)).rejects.toMatchObject(refused);
    });

    test('all of them come one by one, however many pages they are', async () => {
      const { projections } = await filled(open);
      expect(idsOf(await allRows(projections[which]))).toBe('abcde');
      const xs: string[] = [];
      for await (const { cartId } of projections[which].all({
        where: { last: 'x' },
        orderBy: [{ by: 'items', descending: true }],
      })) {
        xs.push(cartId);
      }
      expect(xs).toEqual(['e', 'c', 'a']);
    });
  });

  describe('reading', () => {
    test('decimals are compared as numbers, and bigints beyond safe ones', async () => {
      const { bank } = await openBank(open);
      for (const [at, cents] of [50, 1_000, 999].entries()) {
        await bank.open(accountId(at));
        await bank.move(accountId(at), cents);
      }
      const { rows } = await bank.projections.balances.query({ orderBy: [{ by: 'euros' }] });
      expect(rows.map(({ euros }) => euros)).toEqual(['0.50', '9.99', '10.00']);
      const rich = await bank.projections.balances.query({ where: { cents: { atLeast: 999n } } });
      expect(rich.rows.map(({ cents }) => cents)).toEqual([1_000n, 999n]);
    });

    test('before anybody has made rows there are none', async () => {
      const { bank } = await openBank(open);
      await bank.put('a', 'x');
      expect(await bank.projections.carts.find({ cartId: 'a' })).toBeUndefined();
      expect(await bank.projections.carts.query()).toEqual({ rows: [], cursor: undefined });
    });

    test('a waiter in another process, with nothing running, learns of it', async () => {
      const { store, bank } = await openBank(open);
      await running(bank);
      const elsewhere = createBank({ store });
      await bank.put('a', 'x');
      await elsewhere.projections.carts.caughtUp();
      expect(await elsewhere.projections.carts.find({ cartId: 'a' })).toMatchObject({ items: 1 });
    });

    test('a waiter hangs neither on an empty log nor on events of others', async () => {
      const { bank } = await openBank(open);
      await running(bank);
      await bank.projections.skus.caughtUp();
      await bank.open(accountId(1));
      for (let count = 0; count < 20; count += 1) await bank.move(accountId(1), 1);
      await bank.projections.skus.caughtUp();
      expect(await allRows(bank.projections.skus)).toEqual([]);
    });

    test('a waiter can give up', async () => {
      const { bank } = await openBank(open);
      await bank.put('a', 'x');
      const controller = new AbortController();
      const waiting = bank.projections.carts.caughtUp({ signal: controller.signal });
      controller.abort();
      await expect(waiting).rejects.toMatchObject({ code: 'operation-aborted' });
      await expect(bank.projections.carts.caughtUp({ signal: AbortSignal.abort() })).rejects.toMatchObject({
        code: 'operation-aborted',
      });
    });

    test('tenants see their own rows only, and the store as it was opened nobody’s', async () => {
      const { store, bank } = await openBank(open);
      const [one, two] = ['one', 'two'].map((tenant) => createBank({ store: store.forTenant(tenant) }));
      await one?.put('a', 'x');
      await two?.put('a', 'y');
      await running(bank);
      await bank.projections.carts.caughtUp();
      for (const which of ['carts', 'liveCarts'] as const) {
        expect(await one?.projections[which].find({ cartId: 'a' })).toMatchObject({ skus: ['x'] });
        expect(await allRows(two?.projections[which] ?? bank.projections.carts)).toMatchObject([{ skus: ['y'] }]);
        expect(await allRows(bank.projections[which])).toEqual([]);
      }
      await expect(one?.projections.carts.caughtUp()).rejects.toMatchObject({ code: 'invalid-use' });
    });

    test('a projection that the context was not opened with is refused', async () => {
      const { store } = await openBank(open);
      const context = openContext(bankRegistry, { store });
      expect(() => openProjection(context, carts)).toThrow(/opened without Carts/);
    });
  });
}
