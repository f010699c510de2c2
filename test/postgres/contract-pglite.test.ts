import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll } from 'vitest';
import { openPostgresStore, pgliteDriver } from '../../runtime/src/stores/postgres/index.js';
import { contractSuite } from '../contract/contract-suite.js';
import { everything } from '../contract/everything.js';
import { freshSchema } from './fresh-schema.js';

let database: PGlite;
beforeAll(async () => {
  database = await PGlite.create();
});
afterAll(() => database.close());

contractSuite('PGlite', {
  open: () => openPostgresStore({ connection: pgliteDriver(database), schema: freshSchema() }),
  capabilities: everything,
  takesClock: false,
  // There is but one connection, which an open unit holds.
  sideReads: false,
});
