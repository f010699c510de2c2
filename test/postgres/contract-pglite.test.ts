import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll } from 'vitest';
import { openPostgresStore, pgliteDriver } from '../../runtime/src/stores/postgres/index.js';
import { contractSuite } from '../contract/contract-suite.js';
import { everything } from '../contract/everything.js';
import { inPlaces } from '../contract/in-places.js';
import { reusedSchemas } from './reused-schemas.js';

let database: PGlite;
const schemas = reusedSchemas((text) => database.exec(text));
beforeAll(async () => {
  database = await PGlite.create();
});
afterAll(() => database.close());

contractSuite('PGlite', {
  ...inPlaces(schemas.borrow, (schema) => openPostgresStore({ connection: pgliteDriver(database), schema })),
  capabilities: everything,
  takesClock: false,
  // There is but one connection, which an open unit holds.
  sideReads: false,
});
