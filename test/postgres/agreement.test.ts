import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { openPostgresStore } from '../../runtime/src/stores/postgres/index.js';
import { agreesWithMemory } from '../contract/agreement/stores-agree.js';
import { testDatabase } from '../support/postgres/database.js';
import { freshSchema } from './fresh-schema.js';

const database = testDatabase('18');
let pool: pg.Pool;
beforeAll(() => {
  pool = new pg.Pool({ connectionString: database.url() });
});
afterAll(() => pool.end());

agreesWithMemory(
  {
    open: () => openPostgresStore({ connection: pool, schema: freshSchema(), allowDrafts: true }),
    reopen: async (store) => store,
    takesClock: false,
  },
  40,
);
