import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { openPostgresStore } from '../../runtime/src/stores/postgres/index.js';
import { contractSuite } from '../contract/contract-suite.js';
import { testDatabase } from '../support/postgres/database.js';
import { everything } from '../contract/everything.js';
import { freshSchema } from './fresh-schema.js';

const database = testDatabase('18');
let pool: pg.Pool;
beforeAll(() => {
  pool = new pg.Pool({ connectionString: database.url(), max: 20 });
});
afterAll(() => pool.end());

contractSuite('PostgreSQL 18', {
  open: () => openPostgresStore({ connection: pool, schema: freshSchema(), preparedStatements: true }),
  capabilities: everything,
  takesClock: false,
  oneWriter: false,
});
