/**
 * Two ways through a client of `pg`: statements that send themselves, and its own queries where a client does not take those. Both have to say the
 * same, of what went well and of what did not.
 */
import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { PostgresConnection } from '../../runtime/src/stores/postgres/driver.js';
import { type PgClient, type PgPool, pgDriver } from '../../runtime/src/stores/postgres/pg-driver.js';
import { CommitRefusedError } from '../../runtime/src/stores/postgres/postgres-errors.js';
import { sqlFailureOf } from '../../runtime/src/stores/postgres/sql-failure.js';
import { openPostgresStore } from '../../runtime/src/stores/postgres/index.js';
import { createSamples } from '../../runtime/src/testing/contract/samples.js';
import { testDatabase } from '../support/postgres/database.js';
import { freshSchema } from './fresh-schema.js';

const database = testDatabase('18');
const samples = createSamples();

/** What was sent as a query of the package's own. */
interface Watched {
  readonly pool: PgPool;
  readonly queries: string[];
}

/** A pool whose clients show nothing of their connection, as those of `pg-native` do. */
function withoutWire(pool: pg.Pool): Watched {
  const queries: string[] = [];
  return {
    queries,
    pool: {
      async connect() {
        const client = await pool.connect();
        const hidden: PgClient = {
          query(query) {
            queries.push(query.text);
            return client.query(query as pg.QueryConfig);
          },
          on: (event, listener) => client.on(event, listener),
          removeListener: (event, listener) => client.removeListener(event, listener),
          release: (destroy) => client.release(destroy),
        };
        return hidden;
      },
    },
  };
}

const ways = ['sent by itself', 'sent as a query'] as const;

describe.each(ways)('a statement that is %s', (way) => {
  async function connect(config: pg.PoolConfig = {}, prepare = false): Promise<PostgresConnection> {
    const pool = new pg.Pool({ connectionString: database.url(), max: 1, ...config });
    pool.on('error', () => undefined);
    const driver = pgDriver(way === 'sent by itself' ? pool : withoutWire(pool).pool, { prepare });
    const connection = await driver.acquire();
    onTestFinished(async () => {
      connection.release('unfit');
      await pool.end();
    });
    return connection;
  }

  test('gives rows as PostgreSQL wrote them, whatever their types', async () => {
    const connection = await connect();
    const text = `SELECT 9007199254740993::bigint, true, NULL, $1::text, '{"a": 1}'::json, timestamptz '2026-03-01 09:30:00+00' AT TIME ZONE 'UTC'
      FROM generate_series(1, 2)`;
    const row = ['9007199254740993', 't', null, 'é"\\\u{1f600}', '{"a": 1}', '2026-03-01 09:30:00'];
    expect(await connection.run({ text, parameters: ['é"\\\u{1f600}'] })).toEqual([row, row]);
    expect(await connection.run({ text: 'SELECT 1 WHERE false', parameters: [] })).toEqual([]);
  });

  test('goes on after errors of all stages', async () => {
    const connection = await connect({}, true);
    const stateOf = async (text: string, parameters: readonly (string | null)[] = []): Promise<string | undefined> =>
      connection.run({ text, parameters }).then(
        () => 'none',
        (error: unknown) => sqlFailureOf(error)?.sqlState,
      );
    expect(await stateOf('SELEC 1')).toBe('42601');
    expect(await stateOf('SELECT $1::integer', ['x'])).toBe('22P02');
    expect(await stateOf('SELECT 1 / (2 - g) FROM generate_series(1, 5) g')).toBe('22012');
    expect(await stateOf('SELECT 1; SELECT 2')).toBe('42601');
    expect(await stateOf('COPY (SELECT 1) TO STDOUT')).toBe('none');
    expect(await connection.run({ text: 'SELECT $1::integer', parameters: ['7'] })).toEqual([['7']]);
  });

  test('that is prepared is parsed once, and again on another connection', async () => {
    const connection = await connect({}, true);
    const text = 'SELECT $1::integer + 1';
    for (const given of [1, 2, 3]) {
      expect(await connection.run({ text, parameters: [String(given)] })).toEqual([[String(given + 1)]]);
    }
    const prepared = { text: 'SELECT count(*) FROM pg_prepared_statements WHERE statement = $1', parameters: [text] };
    expect(await connection.run(prepared)).toEqual([['1']]);
    const other = await connect({}, true);
    expect(await other.run({ text, parameters: ['8'] })).toEqual([['9']]);
  });

  test('that commits a failed transaction is refused', async () => {
    const connection = await connect();
    await connection.script('BEGIN');
    await expect(connection.run({ text: 'SELECT 1 / 0', parameters: [] })).rejects.toThrow('division by zero');
    await expect(connection.run({ text: 'COMMIT', parameters: [] })).rejects.toThrow(CommitRefusedError);
  });

  test('fails when its connection is ended, and when the client loses patience', async () => {
    const connection = await connect();
    const [[pid = null] = []] = await connection.run({ text: 'SELECT pg_backend_pid()', parameters: [] });
    const sleeping = connection.run({ text: 'SELECT pg_sleep(30)', parameters: [] });
    const ended = expect(sleeping).rejects.toMatchObject({ code: '57P01' });
    await database.sql('SELECT pg_terminate_backend($1)', [pid]);
    await ended;
    await expect(connection.run({ text: 'SELECT 1', parameters: [] })).rejects.toThrow(
      /not queryable|terminated unexpectedly|ECONNRESET/,
    );

    const hasty = await connect({ query_timeout: 50 });
    await expect(hasty.run({ text: 'SELECT pg_sleep(30)', parameters: [] })).rejects.toThrow('timeout');
  });

  test('that ends in time stops the clock of an impatient client', async () => {
    const hasty = await connect({ query_timeout: 5_000 });
    const before = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    expect(await hasty.run({ text: 'SELECT 1', parameters: [] })).toEqual([['1']]);
    const after = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    expect(after).toBeLessThanOrEqual(before);
  });
});

test('a statement with several lists of parameters is one transaction, which fails as a whole', async () => {
  const pool = new pg.Pool({ connectionString: database.url(), max: 1 });
  const connection = await pgDriver(pool, { prepare: true }).acquire();
  onTestFinished(async () => {
    connection.release('fit');
    await pool.end();
  });
  await connection.script('CREATE TEMPORARY TABLE written (word text PRIMARY KEY)');
  const text = 'INSERT INTO written SELECT unnest($1::text[]) RETURNING word, pg_current_xact_id()::text';
  const all = await connection.runAll?.(text, [['{a}'], ['{}'], ['{b,c}']]);
  const [[[a, first] = []] = [], none, both] = all?.answers ?? [];
  expect([a, none]).toEqual(['a', []]);
  expect(both).toEqual([
    ['b', first],
    ['c', first],
  ]);
  const failing = await connection.runAll?.(text, [['{d}'], ['{a}'], ['{e}']]);
  expect(failing).toMatchObject({ answers: [[['d', expect.any(String)]]], failure: { code: '23505' } });
  const written = await connection.run({ text: 'SELECT word FROM written ORDER BY word', parameters: [] });
  expect(written).toEqual([['a'], ['b'], ['c']]);
});

test('a store on clients that hide their connection uses queries, and works', async () => {
  const pool = new pg.Pool({ connectionString: database.url() });
  const watched = withoutWire(pool);
  const store = await openPostgresStore({ connection: watched.pool, schema: freshSchema(), preparedStatements: true });
  onTestFinished(async () => {
    await store.close();
    await pool.end();
  });
  const streamName = samples.stream();
  const events = samples.events(3);
  expect(await store.append({ streamName, expected: 'no-stream', events })).toMatchObject({ kind: 'appended' });
  expect(await store.append({ streamName, expected: 'no-stream', events: samples.events(1) })).toMatchObject({
    kind: 'conflict',
    streamVersion: 3,
  });
  expect((await store.readLog()).events.map(({ eventId }) => eventId)).toEqual(events.map(({ eventId }) => eventId));
  expect(watched.queries.some((text) => text.includes('append_v'))).toBe(true);
});

test('a client in pipeline mode is sent queries', async () => {
  const pool = new pg.Pool({ connectionString: database.url(), max: 1 });
  onTestFinished(() => pool.end());
  const client = await pool.connect();
  Reflect.set(client, 'pipeline', true);
  client.release();
  const connection = await pgDriver(pool, { prepare: false }).acquire();
  expect(await connection.run({ text: 'SELECT 1', parameters: [] })).toEqual([['1']]);
  connection.release('unfit');
});
