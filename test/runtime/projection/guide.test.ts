// What docs/guide/projections.md shows, run.
import { expect, onTestFinished, test } from 'vitest';
import { openApplication } from '../../../runtime/src/application/application.js';
import type { ProjectionHandlers, Unit } from '../../../runtime/src/codegen/v1/index.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { openSqliteStore, type SqliteUnit } from '../../../runtime/src/stores/sqlite/index.js';
import { givenProjection } from '../../../runtime/src/testing/index.js';
import { bankRegistry } from '../../golden/snapshots/expected/src/generated/bank/bank.js';
import { ItemPut } from '../../golden/snapshots/expected/src/generated/bank/cart.js';
import { skus, type SkusContract, skusHandlers } from './bank-projections.js';
import { createBank } from './bank-context.js';

test('an application follows the log, and its rows can be read', async () => {
  const store = createMemoryEventStore();
  const bank = createBank({ store });
  const printed: string[] = [];
  const progress = (line: string): void => void printed.push(line);

  const application = openApplication({
    contexts: { bank },
    keep: { report: ({ projection, done, of }) => progress(`${projection} ${done}/${of}`) },
    projections: { 'bank.Carts': { slices: 4 } },
  });
  onTestFinished(() => application.stop());
  await application.start();

  await bank.put('a', 'tea');
  await bank.put('b', 'tea');
  await bank.put('b', 'cake');
  await application.caughtUp();

  const tea = await bank.projections.skus.find({ sku: 'tea' });
  const page = await bank.projections.skus.query({
    where: { puts: { atLeast: 1 } },
    orderBy: [{ by: 'puts', descending: true }],
    limit: 1,
  });
  const next = await bank.projections.skus.query({
    where: { puts: { atLeast: 1 } },
    orderBy: [{ by: 'puts', descending: true }],
    ...(page.cursor === undefined ? {} : { after: page.cursor }),
  });
  expect(tea).toEqual({ sku: 'tea', puts: 2, lastCart: 'b' });
  expect(page.rows.map(({ sku }) => sku)).toEqual(['tea']);
  expect(next.rows.map(({ sku }) => sku)).toEqual(['cake']);

  await expect.poll(async () => (await store.findViews('bank.Skus')).map(({ state }) => state)).toEqual(['serving']);
  const { events, isComplete } = await application.rebuild('bank.Skus', { eventsPerSecond: 5_000 });
  expect({ events, isComplete }).toEqual({ events: 3, isComplete: true });
  expect(printed).toContain('bank.Skus 3/3');
});

test('counts what was put anywhere', async () => {
  await givenProjection(skus, skusHandlers, { registries: [bankRegistry] })
    .events([
      { id: { cartId: 'a' }, event: ItemPut.of({ sku: 'tea' }) },
      { id: { cartId: 'b' }, event: ItemPut.of({ sku: 'tea' }) },
    ])
    .thenRows([{ sku: 'tea', puts: 2, lastCart: 'b' }]);
});

type SkusHandlers<U extends Unit = Unit> = ProjectionHandlers<SkusContract, U>;

test('handlers write tables of their own', async () => {
  const store = await openSqliteStore(':memory:');
  onTestFinished(() => store.close());
  await store.transact(({ sql }) => sql.run('CREATE TABLE search (sku TEXT, cart TEXT)'));

  const searchable: SkusHandlers<SqliteUnit> = {
    async ItemPut(event, row, { unit }) {
      await skusHandlers.ItemPut(event, row, { unit });
      unit.sql.run('INSERT INTO search (sku, cart) VALUES (?, ?)', event.data.sku, event.id.cartId);
    },
  };

  const bank = createBank({ store }, { skusHandlers: searchable });
  const application = openApplication({ contexts: { bank } });
  onTestFinished(() => application.stop());
  await application.start();
  await bank.put('a', 'tea');
  await application.caughtUp();
  const found = await store.transact(({ sql }) => sql.all('SELECT * FROM search'));
  expect(found.map((row) => ({ ...row }))).toEqual([{ sku: 'tea', cart: 'a' }]);
});
