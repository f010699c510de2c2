import { readFileSync } from 'node:fs';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { openPostgresStore } from '../../runtime/src/stores/postgres/index.js';
import type { PostgresEventStore } from '../../runtime/src/stores/postgres/index.js';
import type { AppendRequest } from '../../runtime/src/store/append.js';
import { createSamples } from '../../runtime/src/testing/contract/samples.js';
import { testDatabase } from '../support/postgres/database.js';

// What docs/reference/postgres.md shows, run.

const database = testDatabase('18');
const samples = createSamples();

beforeAll(async () => {
  await database.sql('CREATE TABLE order_totals (order_id text PRIMARY KEY, cents bigint NOT NULL)');
});

async function openOverPool(connectionString: string): Promise<{ store: PostgresEventStore; pool: pg.Pool }> {
  const pool = new pg.Pool({ connectionString, max: 20 });
  const store = await openPostgresStore({ connection: pool, schema: 'orders' });
  return { store, pool };
}

async function placeOrder(store: PostgresEventStore, request: AppendRequest): Promise<void> {
  await store.transact(async ({ append, sql }) => {
    await append(request);
    await sql.query('INSERT INTO order_totals VALUES ($1, $2)', [request.streamName, 1990]);
  });
}

test('a store over a pool, with a read model in the commit of the events', async () => {
  const { store, pool } = await openOverPool(database.url());
  const streamName = samples.stream();
  await placeOrder(store, { streamName, expected: 'no-stream', events: samples.events(1) });
  expect(await database.sql('SELECT * FROM order_totals')).toEqual([{ order_id: streamName, cents: '1990' }]);
  await store.close();
  await pool.end();
});

test('a query by hand over the view with jsonb', async () => {
  const pool = new pg.Pool({ connectionString: database.url() });
  const store = await openPostgresStore({ connection: pool, schema: 'orders', jsonbView: true });
  const streamName = samples.stream();
  const events = ['{"reason":"late"}', 'no JSON'].map((data) =>
    samples.event({ type: 'ordering.OrderCancelled', data }),
  );
  await store.append({ streamName, expected: 'any', events });
  const query = readFileSync(new URL('events-json.sql', import.meta.url), 'utf8');
  const found = await database.sql(query);
  expect(found).toEqual(['late', null].map((reason) => ({ stream_name: streamName, reason })));
  await store.close();
  await pool.end();
});

test('a listener that reads on when another process has appended', async () => {
  const pool = new pg.Pool({ connectionString: database.url() });
  const directConnectionString = database.url();
  const read: number[] = [];
  const readOn = async (): Promise<void> => void read.push((await store.readLog()).events.length);
  const store = await openPostgresStore({ connection: pool, signals: { connection: directConnectionString } });
  const stop = store.onAppend(() => void readOn());
  await expect.poll(() => read.length).toBe(1);
  const other = await openPostgresStore({ connection: pool, signals: { connection: directConnectionString } });
  await other.append({ streamName: samples.stream(), expected: 'any', events: samples.events(1) });
  await expect.poll(() => read.length).toBe(2);
  stop();
  await store.close();
  await other.close();
  await pool.end();
});
