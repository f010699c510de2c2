import pg from 'pg';
import { afterAll, beforeAll, describe } from 'vitest';
import { openPostgresStore } from '../../runtime/src/stores/postgres/index.js';
import { processSuites } from '../runtime/process/process-suites.js';
import { testDatabase } from '../support/postgres/database.js';
import { freshSchema } from './fresh-schema.js';

const database = testDatabase('18');
let pool: pg.Pool;
beforeAll(() => {
  pool = new pg.Pool({ connectionString: database.url(), max: 20 });
});
afterAll(() => pool.end());

describe('on PostgreSQL', () => {
  processSuites(() => openPostgresStore({ connection: pool, schema: freshSchema(), allowDrafts: true }));
});
