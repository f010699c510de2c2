import pg from 'pg';
import { afterAll, beforeAll, describe } from 'vitest';
import { openPostgresStore, type PostgresUnit } from '../../runtime/src/stores/postgres/index.js';
import { ownSqlSuite } from '../runtime/projection/own-sql-suite.js';
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
  ownSqlSuite<PostgresUnit>(open, {
    async create({ sql }) {
      await sql.query('DROP TABLE IF EXISTS notes_of_a_test');
      await sql.query('CREATE TABLE notes_of_a_test (place serial PRIMARY KEY, note text NOT NULL)');
    },
    add: async ({ sql }, note) => void (await sql.query('INSERT INTO notes_of_a_test (note) VALUES ($1)', [note])),
    async notes({ sql }) {
      const { rows } = await sql.query('SELECT note FROM notes_of_a_test ORDER BY place');
      return rows.map((row) => String(row['note']));
    },
  });
});
