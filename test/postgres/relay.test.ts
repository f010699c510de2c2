import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { openPostgresStore } from '../../runtime/src/stores/postgres/index.js';
import { relaySuite } from '../runtime/relay/relay-suite.js';
import { testDatabase } from '../support/postgres/database.js';
import { freshSchema } from './fresh-schema.js';

const database = testDatabase('18');
let pool: pg.Pool;
beforeAll(() => {
  pool = new pg.Pool({ connectionString: database.url(), max: 20 });
});
afterAll(() => pool.end());

relaySuite(() => openPostgresStore({ connection: pool, schema: freshSchema(), allowDrafts: true }));
