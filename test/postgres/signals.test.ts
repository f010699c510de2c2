import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { openPostgresStore, type PostgresEventStore } from '../../runtime/src/stores/postgres/index.js';
import type { PostgresSignalOptions } from '../../runtime/src/stores/postgres/signals/create-signals.js';
import { createSamples, uncheckedStreamName } from '../../runtime/src/testing/contract/samples.js';
import { testDatabase } from '../support/postgres/database.js';
import { pgbouncerVersion, startPgbouncer } from '../support/postgres/pgbouncer.js';
import { startProxy } from '../support/postgres/proxy.js';
import { freshSchema } from './fresh-schema.js';

// Stores that share nothing but a database: what one process can know of another.

const database = testDatabase('18');
const samples = createSamples();

async function open(
  schema: string,
  signals: Partial<PostgresSignalOptions> = {},
  connection = database.url(),
): Promise<PostgresEventStore> {
  const store = await openPostgresStore({
    connection,
    schema,
    signals: { connection: database.url(), interval: 20, ...signals },
  });
  onTestFinished(() => store.close());
  return store;
}

interface Ear {
  readonly heard: (string | undefined)[];
  readonly stop: () => void;
}

/** Resolves when `store` is known to listen: it says so by telling that something may have been missed. */
async function listen(store: PostgresEventStore): Promise<Ear> {
  const heard: (string | undefined)[] = [];
  const stop = store.onAppend((streamName) => void heard.push(streamName));
  await expect.poll(() => heard).toEqual([undefined]);
  heard.length = 0;
  return { heard, stop };
}

const append = async (store: PostgresEventStore, streamName = samples.stream()): Promise<string> => {
  await store.append({ streamName, expected: 'any', events: samples.events(1) });
  return streamName;
};

const listeningSessions = async (): Promise<readonly { readonly pid: number }[]> =>
  database.sql<{ pid: number }>(
    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'varve listener'",
  );

test('what one store appends, another hears of, once it can be read', async () => {
  const schema = freshSchema();
  const [writer, reader] = [await open(schema), await open(schema)];
  const { heard } = await listen(reader);
  const streamName = await append(writer);
  await expect.poll(() => heard).toEqual([undefined]);
  expect((await reader.readLog()).events.map((event) => event.streamName)).toEqual([streamName]);
});

test('a unit of work is heard of too, and one that fails is not', async () => {
  const schema = freshSchema();
  const [writer, reader] = [await open(schema), await open(schema)];
  const { heard } = await listen(reader);
  const work = async (fails: boolean): Promise<void> =>
    writer.transact(async (unit) => {
      await unit.append({ streamName: samples.stream(), expected: 'any', events: samples.events(1) });
      if (fails) throw new Error('not today');
    });
  await expect(work(true)).rejects.toThrow('not today');
  await work(false);
  await expect.poll(() => heard).toEqual([undefined]);
});

test('of its own appends a store hears by name, at once and once', async () => {
  const schema = freshSchema();
  const [store, other] = [await open(schema), await open(schema)];
  const { heard } = await listen(store);
  const streamName = await append(store);
  expect(heard).toEqual([streamName]);
  // What it sent itself comes back before what others send afterwards.
  await append(other);
  await expect.poll(() => heard).toEqual([streamName, undefined]);
});

test('stores of other schemas are not heard', async () => {
  const [one, two] = [await open(freshSchema()), await open(freshSchema())];
  const { heard } = await listen(two);
  await append(one);
  await append(two, uncheckedStreamName('order-2'));
  expect(heard).toEqual(['order-2']);
});

test('many appends in a short time are few notifications', async () => {
  const schema = freshSchema();
  const writer = await open(schema, { interval: 200 });
  const reader = await open(schema);
  const { heard } = await listen(reader);
  const began = performance.now();
  for (let count = 0; count < 100; count += 1) await append(writer);
  const intervals = Math.ceil((performance.now() - began) / 200);
  await expect.poll(() => heard.length).toBeGreaterThanOrEqual(2);
  expect(heard.length).toBeLessThanOrEqual(intervals + 1);
});

test('what waits to be told when a store is closed is told', async () => {
  const schema = freshSchema();
  const reader = await open(schema);
  const { heard } = await listen(reader);
  const writer = await open(schema, { interval: 60_000 });
  await append(writer);
  await expect.poll(() => heard.length).toBe(1);
  await append(writer);
  await writer.close();
  await expect.poll(() => heard.length).toBe(2);
});

test('a listening session that is killed is replaced, and what may have been missed is told', async () => {
  const schema = freshSchema();
  const [writer, reader] = [await open(schema), await open(schema)];
  const { heard } = await listen(reader);
  const [session] = await listeningSessions();
  await database.sql('SELECT pg_terminate_backend($1)', [session?.pid]);
  await expect.poll(() => heard.length).toBe(1);
  expect((await listeningSessions()).map(({ pid }) => pid)).not.toContain(session?.pid);
  await append(writer);
  await expect.poll(() => heard.length).toBe(2);
});

test('a connection that has gone silent is noticed by its heartbeat and replaced', async () => {
  const schema = freshSchema();
  const proxy = await startProxy(database.url());
  const writer = await open(schema);
  const reader = await open(schema, { connection: proxy.url(database.url()), heartbeat: 100 });
  const { heard } = await listen(reader);
  proxy.plan({ when: 'heartbeat', forward: 0, ending: 'silence' });
  await expect.poll(() => proxy.struck).toBe(1);
  await expect.poll(() => heard.length).toBe(1);
  await append(writer);
  await expect.poll(() => heard.length).toBe(2);
});

test('a server that cannot be reached is tried again, and the store works meanwhile', async () => {
  const schema = freshSchema();
  const proxy = await startProxy(database.url());
  proxy.block();
  const writer = await open(schema);
  const store = await open(schema, { connection: proxy.url(database.url()) });
  const heard: (string | undefined)[] = [];
  store.onAppend((streamName) => void heard.push(streamName));
  const own = await append(store);
  expect(heard).toEqual([own]);
  proxy.unblock();
  await expect.poll(() => heard).toEqual([own, undefined]);
  await append(writer);
  await expect.poll(() => heard.length).toBe(3);
});

test('it listens only while somebody wants to hear, and never after it was closed', async () => {
  const schema = freshSchema();
  const store = await open(schema);
  expect(await listeningSessions()).toEqual([]);
  const { stop } = await listen(store);
  const second = store.onAppend(() => undefined);
  stop();
  expect((await listeningSessions()).length).toBe(1);
  second();
  await expect.poll(listeningSessions).toEqual([]);
  await listen(store);
  await store.close();
  await expect.poll(listeningSessions).toEqual([]);
});

test('listening that begins and ends at once leaves nothing behind', async () => {
  const store = await open(freshSchema());
  for (let count = 0; count < 20; count += 1) store.onAppend(() => undefined)();
  const { stop } = await listen(store);
  expect((await listeningSessions()).length).toBe(1);
  stop();
  await expect.poll(listeningSessions).toEqual([]);
});

test('what cannot be is refused', async () => {
  const connection = database.url();
  for (const signals of [{ interval: -1 }, { interval: 0.5 }, { heartbeat: 0 }]) {
    const opening = openPostgresStore({ connection, signals: { connection, ...signals } });
    await expect(opening).rejects.toMatchObject({ code: 'invalid-store-argument' });
  }
});

test.skipIf(pgbouncerVersion === undefined)('appends through PgBouncer are heard on a direct connection', async () => {
  const pgbouncer = await startPgbouncer(database.url(), 4);
  onTestFinished(() => pgbouncer.stop());
  const schema = freshSchema();
  const pool = new pg.Pool({ connectionString: pgbouncer.url(database.url()) });
  onTestFinished(() => pool.end());
  const signals = { connection: database.url() };
  const writer = await openPostgresStore({ connection: pool, schema, signals });
  const reader = await open(schema);
  const { heard } = await listen(reader);
  await append(writer);
  await expect.poll(() => heard).toEqual([undefined]);
  await writer.close();
});
