import pg from 'pg';
import { afterAll, beforeAll, describe } from 'vitest';
import { openPostgresStore } from '../../runtime/src/stores/postgres/index.js';
import { projectionSuites } from '../runtime/projection/projection-suites.js';
import { randomSuite } from '../runtime/projection/random-suite.js';
import { testDatabase } from '../support/postgres/database.js';
import { freshSchema } from './fresh-schema.js';

const database = testDatabase('18');
let pool: pg.Pool;
beforeAll(() => {
  pool = new pg.Pool({ connectionString: database.url(), max: 20 });
});
afterAll(() => pool.end());

describe('on PostgreSQL', () => {
  const open = () => openPostgresStore({ connection: pool, schema: freshSchema(), allowDrafts: true });
  projectionSuites(open);
  randomSuite(open, 12);
});
