import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { openPostgresStore } from '../../runtime/src/stores/postgres/index.js';
import { contractSuite } from '../contract/contract-suite.js';
import { testDatabase } from '../support/postgres/database.js';
import { everything } from '../contract/everything.js';
import { inPlaces } from '../contract/in-places.js';
import { reusedSchemas } from './reused-schemas.js';

const database = testDatabase('18');
const schemas = reusedSchemas(database.sql);
let pool: pg.Pool;
beforeAll(() => {
  pool = new pg.Pool({ connectionString: database.url(), max: 20 });
});
afterAll(() => pool.end());

contractSuite('PostgreSQL 18', {
  ...inPlaces(schemas.borrow, (schema) => openPostgresStore({ connection: pool, schema, preparedStatements: true })),
  capabilities: everything,
  takesClock: false,
  oneWriter: false,
});
