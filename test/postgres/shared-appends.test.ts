import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openPostgresStore, type PostgresEventStore } from '../../runtime/src/stores/postgres/index.js';
import type { AppendRequest } from '../../runtime/src/store/append.js';
import { codeOf } from '../../runtime/src/testing/contract/claims.js';
import { createSamples } from '../../runtime/src/testing/contract/samples.js';
import { testDatabase } from '../support/postgres/database.js';
import { type Fault, startProxy } from '../support/postgres/proxy.js';
import { freshSchema } from './fresh-schema.js';

const database = testDatabase('18');
const samples = createSamples();
const many = 48;

async function opened(url = database.url(), schema = freshSchema()) {
  const store = await openPostgresStore({ connection: url, schema, statementTimeout: 2_000 });
  onTestFinished(() => store.close());
  return { store, schema };
}

const one = (): AppendRequest => ({
  streamName: samples.stream(),
  expected: 'no-stream',
  events: [samples.event()],
});

/** As many transactions as the events of a log were written in. */
async function transactionsOf(schema: string): Promise<number> {
  const [row] = await database.sql<{ count: string }>(
    `SELECT count(DISTINCT xmin::text) FROM ${pg.escapeIdentifier(schema)}.events`,
  );
  return Number(row?.count);
}

async function expectStoredOnce(store: PostgresEventStore, requests: readonly AppendRequest[]): Promise<void> {
  for (const { streamName, events } of requests) {
    const stored = (await store.readStream(streamName)).events.map(({ eventId }) => eventId);
    expect(stored).toEqual(events.map(({ eventId }) => eventId));
  }
}

describe('appends that are on their way at the same time', () => {
  test('share transactions, while one after the other each has its own', async () => {
    const { store, schema } = await opened();
    for (let count = 0; count < 5; count += 1) await store.append(one());
    expect(await transactionsOf(schema)).toBe(5);
    const requests = Array.from({ length: many }, one);
    const results = await Promise.all(requests.map((request) => store.append(request)));
    for (const result of results) expect(result).toMatchObject({ kind: 'appended', streamVersion: 1 });
    expect((await transactionsOf(schema)) - 5).toBeLessThan(many / 4);
    await expectStoredOnce(store, requests);
  });

  test('are judged one by one: conflicts, replays and the same stream twice', async () => {
    const { store } = await opened();
    const known = one();
    await store.append(known);
    const streamName = samples.stream();
    const chain = Array.from({ length: 10 }, (_, streamVersion): AppendRequest => {
      const expected = { streamVersion };
      return { streamName, expected, events: [samples.event()] };
    });
    const conflict: AppendRequest = { streamName: known.streamName, expected: 'no-stream', events: [samples.event()] };
    const others = Array.from({ length: 20 }, one);
    const results = await Promise.all([...others, conflict, known, ...chain].map((request) => store.append(request)));
    expect(results[20]).toEqual({ kind: 'conflict', streamVersion: 1 });
    expect(results[21]).toMatchObject({ kind: 'appended', streamVersion: 1, deduplicated: true });
    const kinds = new Set(results.slice(0, 20).map(({ kind }) => kind));
    expect([...kinds]).toEqual(['appended']);
    const length = (await store.readStream(streamName)).streamVersion;
    expect(results.slice(22).filter(({ kind }) => kind === 'appended')).toHaveLength(length);
    await expectStoredOnce(store, [...others, known]);
  });

  test('are not refused for the sake of one that is', async () => {
    const { store } = await opened();
    const known = one();
    await store.append(known);
    const requests = Array.from({ length: many }, one);
    const refused: AppendRequest = { streamName: samples.stream(), expected: 'any', events: known.events };
    const closed = samples.stream();
    await store.deleteStream(closed, 'any');
    const toClosed: AppendRequest = { streamName: closed, expected: 'any', events: [samples.event()] };
    for (let round = 0; round < 3; round += 1) {
      const codes = [refused, toClosed].map((request) => store.append(request).catch(codeOf));
      const results = Promise.all(requests.map((request) => store.append(request)));
      expect(await Promise.all(codes)).toEqual(['duplicate-event-id', 'stream-closed']);
      for (const result of await results) expect(result).toMatchObject({ kind: 'appended', deduplicated: round > 0 });
    }
    await expectStoredOnce(store, requests);
  });

  test('wait for no stream that somebody else holds', async () => {
    const { store, schema } = await opened();
    const held = samples.stream();
    await store.append({ streamName: held, expected: 'no-stream', events: [samples.event()] });
    const client = new pg.Client(database.url());
    await client.connect();
    onTestFinished(() => client.end());
    const streams = `${pg.escapeIdentifier(schema)}.streams`;
    await client.query(`BEGIN; SELECT FROM ${streams} WHERE stream_name = '${held}' FOR UPDATE`);
    let waited = false;
    const onHeld = Array.from({ length: 4 }, () =>
      store.append({ streamName: held, expected: 'any', events: [samples.event()] }).then((result) => {
        waited = true;
        return result;
      }),
    );
    const requests = Array.from({ length: many }, one);
    await Promise.all(requests.map((request) => store.append(request)));
    await expectStoredOnce(store, requests);
    expect(waited).toBe(false);
    await client.query('ROLLBACK');
    const versions = (await Promise.all(onHeld)).map(({ streamVersion }) => streamVersion);
    expect(versions.toSorted((a, b) => a - b)).toEqual([2, 3, 4, 5]);
  });

  test('are given up by their callers alone', async () => {
    const { store } = await opened();
    const requests = Array.from({ length: many }, one);
    const aborts = requests.map(() => new AbortController());
    const answers = requests.map((request, at) => store.append(request, aborts[at]).then(({ kind }) => kind, codeOf));
    for (const [at, abort] of aborts.entries()) if (at % 2 === 0) abort.abort();
    const kinds = await Promise.all(answers);
    expect(new Set(kinds.filter((_, index) => index % 2 === 1))).toEqual(new Set(['appended']));
    expect(kinds).toContain('operation-aborted');
    for (const [index, { streamName }] of requests.entries()) {
      expect((await store.readStream(streamName)).streamVersion).toBe(kinds[index] === 'appended' ? 1 : 0);
    }
  });

  test('are given up at once while they wait for a connection, and not stored then', async () => {
    const { schema } = await opened();
    const pool = new pg.Pool({ connectionString: database.url(), max: 3 });
    const store = await openPostgresStore({ connection: pool, schema });
    const held = await Promise.all([pool.connect(), pool.connect(), pool.connect()]);
    const requests = Array.from({ length: many }, one);
    const aborts = requests.map(() => new AbortController());
    const answers = requests.map((request, at) => store.append(request, aborts[at]).catch(codeOf));
    await new Promise((resolve) => setTimeout(resolve, 50));
    for (const abort of aborts) abort.abort();
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['operation-aborted']));
    for (const client of held) client.release();
    const [kept] = requests;
    if (kept === undefined) throw new Error('There are some.');
    expect(await store.append(kept)).toMatchObject({ kind: 'appended', deduplicated: false });
    expect((await store.readLog()).events).toHaveLength(1);
    await store.close();
    await pool.end();
  });

  const faults: readonly (readonly [string, Omit<Fault, 'when'>])[] = [
    ['cut before a byte has left', { forward: 0, ending: 'cut' }],
    ['cut in the middle of the message', { forward: 9_000, ending: 'cut' }],
    ['cut before the answer', { reply: 0, ending: 'cut' }],
    ['cut within the answers', { reply: 300, ending: 'cut' }],
    ['silent before the answer', { reply: 0, ending: 'silence' }],
  ];
  test.each(faults)('are stored once when their connection is %s', async (_, fault) => {
    const proxy = await startProxy(database.url());
    const { store } = await opened(proxy.url(database.url()));
    await store.append(one());
    const requests = Array.from({ length: many }, one);
    const [last] = requests.slice(-1);
    // The last of them is surely among those that share.
    proxy.plan({ when: String(last?.streamName), ...fault });
    const results = await Promise.all(requests.map((request) => store.append(request)));
    expect(proxy.struck).toBe(1);
    for (const result of results) expect(result).toMatchObject({ kind: 'appended', streamVersion: 1 });
    await expectStoredOnce(store, requests);
  });
});
