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

test('an application’s role may do what a store does, and cannot change what was stored', async () => {
  await (await openPostgresStore(database.url())).close();
  await database.sql('CREATE ROLE shop_app LOGIN');
  try {
    await database.sql(readFileSync(new URL('application-role.sql', import.meta.url), 'utf8'));
    const store = await openPostgresStore({
      connection: database.url().replace('postgres@', 'shop_app@'),
      migrate: false,
    });
    const streamName = samples.stream();
    const outcome = samples.outcome();
    const event = samples.event({ shapeHash: 'abc' });
    await store.append({ streamName, expected: 'no-stream', events: [event], outcome });
    await store.transact(async (unit) => {
      await unit.append({ streamName, expected: { streamVersion: 1 }, events: samples.events(1) });
      await unit.putDocument({ collection: 'c', key: 'k', data: '1' }, 0);
      await unit.deleteDocument('c', 'k', 1);
      await unit.enqueue({ messageId: 'm', topic: 't', orderKey: '', payload: '' });
      await unit.saveCheckpoint({ name: 'n', logId: 'l', logPosition: '1', eventId: event.eventId, epoch: 1 });
      const snapshot = { streamName, stateHash: 'h', streamVersion: 1, eventId: event.eventId, data: '1' };
      await unit.saveSnapshot(snapshot);
      await unit.deleteSnapshots(streamName);
      const parked = { processor: 'p', eventId: event.eventId, streamName, position: 0, logPosition: '1', reason: '' };
      await unit.park(parked);
      await unit.unpark('p', [event.eventId]);
    });
    const { lease } = await store.acquireLease({ name: 'n', owner: 'o', milliseconds: 1_000 });
    await store.renewLease(lease, 1_000);
    await store.releaseLease(lease);
    await store.removeFromOutbox(['m']);
    expect((await store.readLog()).events.length).toBe(2);
    expect(await store.deleteStream(streamName, 'any')).toMatchObject({ kind: 'appended' });
    for (const change of [
      'UPDATE varve.events SET data = 1',
      'DELETE FROM varve.events',
      'UPDATE varve.log SET head = 9',
    ]) {
      const changed = store.transact(({ sql }) => sql.query(change));
      await expect(changed, change).rejects.toMatchObject({ code: '42501' });
    }
    await store.close();
  } finally {
    await database.sql('DROP OWNED BY shop_app; DROP ROLE shop_app');
  }
});

test('the role of who archives may do that, an application’s may not, and both read what is archived', async () => {
  await (await openPostgresStore(database.url())).close();
  const grants = readFileSync(new URL('application-role.sql', import.meta.url), 'utf8');
  const more = readFileSync(new URL('maintenance-role.sql', import.meta.url), 'utf8');
  await database.sql('CREATE ROLE shop_app LOGIN; CREATE ROLE shop_keeper LOGIN');
  try {
    await database.sql(`${grants}; ${grants.replaceAll('shop_app', 'shop_keeper')}; ${more}`);
    const as = (role: string) =>
      openPostgresStore({ connection: database.url().replace('postgres@', `${role}@`), migrate: false });
    const [app, keeper] = await Promise.all([as('shop_app'), as('shop_keeper')]);
    const streamName = samples.stream();
    await app.append({ streamName, expected: 'no-stream', events: samples.events(3) });
    await expect(app.archiveStream(streamName, 'any')).rejects.toMatchObject({ code: 'store-read-only' });
    await expect(app.truncateStream(streamName, { before: 1 })).rejects.toMatchObject({ code: 'store-read-only' });
    expect(await keeper.truncateStream(streamName, { before: 1 })).toMatchObject({ kind: 'done', archivedBefore: 1 });
    const again = await app.append({ streamName, expected: 'any', events: samples.events(1) });
    expect(again).toMatchObject({ kind: 'appended', firstPosition: 3 });
    expect(await keeper.archiveStream(streamName, 'any')).toMatchObject({ state: 'archived' });
    expect((await app.readStream(streamName)).events.length).toBe(4);
    expect(await keeper.restoreStream(streamName)).toMatchObject({ state: 'open' });
    for (const change of ['DELETE FROM varve.events', "UPDATE varve.archived_events SET data = ''"]) {
      const changed = keeper.transact(({ sql }) => sql.query(change));
      await expect(changed, change).rejects.toMatchObject({
        code: expect.stringMatching(/^(VR900|42501)$/) as unknown,
      });
    }
    await Promise.all([app.close(), keeper.close()]);
  } finally {
    await database.sql('DROP OWNED BY shop_app, shop_keeper; DROP ROLE shop_app, shop_keeper');
  }
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
