import { PGlite } from '@electric-sql/pglite';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { openPostgresStore, pgliteDriver } from '../../runtime/src/stores/postgres/index.js';
import { createBank } from '../runtime/projection/bank-context.js';
import { freshSchema } from './fresh-schema.js';

const pglite = new PGlite();
afterAll(() => pglite.close());

test('a store with a single connection keeps no rows, and says so at once', async () => {
  const store = await openPostgresStore({ connection: pgliteDriver(pglite), schema: freshSchema(), allowDrafts: true });
  onTestFinished(() => store.close());
  expect(store.capabilities.sideReads).toBe(false);
  expect(store.forTenant('one').capabilities.sideReads).toBe(false);
  expect(() => createBank({ store })).toThrow(/can be read beside an open unit.*such as PGlite, cannot/);
});
