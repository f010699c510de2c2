import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import type { PostgresRelease } from './binaries.js';

/** A database for one test file, made before its tests and dropped after them. */
export interface TestDatabase {
  /** Connection string; known once the tests run. */
  url(): string;
  /** Runs SQL as the superuser, as somebody with `psql` would. */
  sql<Row extends pg.QueryResultRow = pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

export function testDatabase(release: PostgresRelease): TestDatabase {
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
