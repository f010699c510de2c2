import { PGlite } from '@electric-sql/pglite';
import { afterAll, expect, test } from 'vitest';
import { openPostgresStore } from '../../runtime/src/stores/postgres/index.js';
import { allRows } from '../runtime/projection/bank-context.js';
import { openBank, running } from '../runtime/projection/projecting-bank.js';
import { freshSchema } from './fresh-schema.js';

const pglite = new PGlite();
afterAll(() => pglite.close());

test('rows are swapped on a store with a single connection, too', { timeout: 60_000 }, async () => {
  const open = () => openPostgresStore({ connection: pglite, schema: freshSchema(), allowDrafts: true });
  const { store, bank } = await openBank(open);
  await bank.put('a', 'x');
  const application = await running(bank);
  await application.caughtUp();
  await expect.poll(async () => (await store.findViews('bank.Carts')).map(({ state }) => state)).toEqual(['serving']);
  expect(await application.rebuild('bank.Carts')).toMatchObject({ events: 1, isComplete: true });
  expect(await allRows(bank.projections.carts)).toHaveLength(1);
});
