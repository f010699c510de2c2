import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';

/** A database for one test file, made before its tests and dropped after them. */
export interface TestDatabase {
  /** Connection string; known once the tests run. */
  url(): string;
  /** Runs SQL as the superuser, as somebody with `psql` would. */
  sql<Row extends pg.QueryResultRow = pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

export function testDatabase(release: '13' | '18'): TestDatabase {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  let server = '';
  let pool: pg.Pool | undefined;
  const url = (): string => server.replace(/\/postgres$/, `/${name}`);
  beforeAll(async () => {
    server = inject('postgres')[release];
    await once(server, `CREATE DATABASE ${name}`);
  });
  afterAll(async () => {
    await pool?.end();
    await left(server, name);
    await once(server, `DROP DATABASE ${name} WITH (FORCE)`);
  });
  return {
    url,
    async sql<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) {
      pool ??= new pg.Pool({ connectionString: url(), max: 4 }).on('error', () => undefined);
      return (await pool.query<Row>(text, [...values])).rows;
    },
  };
}

/** Resolves when nobody is connected any more: pools say that they have ended while their connections still do. */
async function left(connectionString: string, database: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const { rowCount } = await client.query('SELECT FROM pg_stat_activity WHERE datname = $1', [database]);
    if (rowCount === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await client.end();
}

/** One statement on a connection of its own. */
export async function once(connectionString: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
