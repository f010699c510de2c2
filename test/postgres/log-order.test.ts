import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { LogPosition } from '../../runtime/src/store/stored-event.js';
import { openPostgresStore, type PostgresEventStore } from '../../runtime/src/stores/postgres/index.js';
import { createSamples } from '../../runtime/src/testing/contract/samples.js';
import { type TestDatabase, testDatabase } from '../support/postgres/database.js';
import { freshSchema } from './fresh-schema.js';

const samples = createSamples();

describe.each(['13', '18'] as const)('the order of the log, on PostgreSQL %s', (release) => {
  const database = testDatabase(release);

  async function open(schema = freshSchema(), more: object = {}): Promise<PostgresEventStore> {
    const store = await openPostgresStore({ connection: database.url(), schema, ...more });
    onTestFinished(() => store.close());
    return store;
  }

  const one = (store: PostgresEventStore, streamName = samples.stream()) =>
    store.append({ streamName, expected: 'any', events: samples.events(1) });

  test('what commits late comes late, behind every position that was shown', async () => {
    const store = await open();
    const follower = follow(store);
    let shown: readonly string[] = [];
    await store.transact(async (unit) => {
      // First to be written, last to be committed.
      await unit.append({ streamName: samples.stream(), expected: 'any', events: samples.events(2) });
      for (let count = 0; count < 5; count += 1) await one(store);
      shown = await follower.catchUp();
      expect(shown.length).toBe(5);
      for (let count = 0; count < 3; count += 1) await one(store);
    });
    const all = await follower.catchUp();
    expect(all.length).toBe(10);
    expect(all.slice(0, 5)).toEqual(shown);
    expect(await idsOf(store)).toEqual(all);
  });

  test('a transaction that is rolled back leaves no gap, and keeps nobody waiting', async () => {
    const store = await open();
    const follower = follow(store);
    const failed = store.transact(async (unit) => {
      await unit.append({ streamName: samples.stream(), expected: 'any', events: samples.events(50) });
      await one(store);
      expect((await follower.catchUp()).length).toBe(1);
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    await one(store);
    expect((await follower.catchUp()).length).toBe(2);
    expect(store.serializeLogPosition((await store.head()) ?? never())).toBe('2');
  });

  test('neither a transaction left open elsewhere nor a prepared one holds the log up', async () => {
    const schema = freshSchema();
    const store = await open(schema);
    await one(store);
    const client = new pg.Client(database.url());
    await client.connect();
    const quoted = client.escapeIdentifier(schema);
    try {
      // A transaction with a number and a row of its own, of which nothing can be seen.
      await client.query('BEGIN');
      await client.query(`INSERT INTO ${quoted}.pending (stream_key, first_position, event_count) VALUES (1, 0, 1)`);
      await client.query(`PREPARE TRANSACTION 'left'`);
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
      await client.query(`SELECT pg_current_xact_id(), count(*) FROM ${quoted}.events`);
      for (let count = 0; count < 5; count += 1) {
        await one(store);
        expect((await idsOf(store)).length).toBe(2 + count);
      }
      const prepared = await database.sql("SELECT gid FROM pg_prepared_xacts WHERE gid = 'left'");
      expect(prepared.length).toBe(1);
    } finally {
      await client.query('ROLLBACK');
      await client.query(`ROLLBACK PREPARED 'left'`);
      await client.end();
    }
  });

  test('many stores that read and write at once see one order, each event once', async () => {
    const schema = freshSchema();
    const stores = await Promise.all([open(schema), open(schema), open(schema), open(schema)]);
    let writing = 12;
    const write = async (store: PostgresEventStore, writer: number): Promise<void> => {
      for (let count = 0; count < 20; count += 1) {
        const streamName = samples.stream();
        const unit = store.transact(async (inside) => {
          await inside.append({ streamName, expected: 'any', events: samples.events(1 + (count % 3)) });
          if ((writer + count) % 4 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
          if ((writer + count) % 9 === 0) throw new Error('no');
        });
        await unit.catch(() => undefined);
        await one(store, samples.stream());
      }
      writing -= 1;
    };
    const followers = stores.map(async (store) => {
      const follower = follow(store);
      for (;;) {
        const last = writing === 0;
        const met = await follower.catchUp();
        if (last) return met;
      }
    });
    await Promise.all(Array.from({ length: 12 }, (_, writer) => write(stores[writer % 4] ?? stores[0], writer)));
    const [first, ...others] = await Promise.all(followers);
    expect(new Set(first).size).toBe(first?.length);
    for (const met of others) expect(met).toEqual(first);
    expect(await idsOf(stores[0])).toEqual(first);
    const [row] = await database.sql<{ dense: boolean; waiting: string; events: string }>(
      `SELECT count(*) = max(log_position) AS dense, (SELECT count(*) FROM ${quote(schema)}.pending) AS waiting,
        (SELECT count(*) FROM ${quote(schema)}.events) AS events FROM ${quote(schema)}.log_order`,
    );
    expect(row).toEqual({ dense: true, waiting: '0', events: String(first?.length) });
  });

  test('reading one stream puts nothing in order, and sees what was just written', async () => {
    const schema = freshSchema();
    const store = await open(schema);
    const streamName = samples.stream();
    for (let count = 0; count < 4; count += 1) {
      await one(store, streamName);
      expect((await store.readStream(streamName)).streamVersion).toBe(count + 1);
    }
    expect(await database.sql(`SELECT FROM ${quote(schema)}.log_order`)).toEqual([]);
    expect(await store.positionOf(streamName, 3)).toBe(await store.head());
  });

  test('a backlog is put in order in several steps, and a read waits for all of it', async () => {
    const schema = freshSchema();
    const store = await open(schema);
    await one(store);
    const s = quote(schema);
    await database.sql(
      `WITH made AS (
        INSERT INTO ${s}.streams (stream_name, category, stream_version, last_recorded_at)
        SELECT 'bulk-' || i, 'bulk', 1, now() FROM generate_series(1, 25000) i RETURNING stream_key
      ), stored AS (
        INSERT INTO ${s}.events (stream_key, position, event_id, type, schema_version, recorded_at, metadata, data)
        SELECT stream_key, 0, gen_random_uuid(), 'bulk.Made', 1, now(), '{}', '{}' FROM made RETURNING stream_key
      ) INSERT INTO ${s}.pending (stream_key, first_position, event_count) SELECT stream_key, 0, 1 FROM stored`,
    );
    const [step] = await database.sql<{ complete: boolean }>(`SELECT complete FROM ${s}.sequence_v1('1000')`);
    expect(step).toEqual({ complete: false });
    expect((await idsOf(store)).length).toBe(25_001);
  });

  test('what was shown in the log has reached the disk, even where appends do not wait for it', async () => {
    const schema = freshSchema();
    const store = await open(schema);
    await one(store);
    const client = new pg.Client(database.url());
    await client.connect();
    try {
      await client.query('BEGIN');
      await client.query('SET LOCAL synchronous_commit = off');
      await client.query(`SELECT * FROM ${quote(schema)}.sequence_v1('1000')`);
      const { rows } = await client.query<{ synchronous_commit: string }>('SHOW synchronous_commit');
      expect(rows[0]?.synchronous_commit).toBe('on');
    } finally {
      await client.end();
    }
  });

  test('where sessions begin at another isolation level, writes and reads work all the same', async () => {
    const name = `strict_${release}`;
    await database.sql(`CREATE ROLE ${name} SUPERUSER LOGIN`);
    try {
      for (const level of ['serializable', 'repeatable read']) {
        await database.sql(`ALTER ROLE ${name} SET default_transaction_isolation = '${level}'`);
        const connection = database.url().replace('postgres@', `${name}@`);
        const store = await openPostgresStore({ connection, schema: freshSchema() });
        const streamName = samples.stream();
        await one(store, streamName);
        const raced = await Promise.all(
          Array.from({ length: 8 }, () => store.append({ streamName, expected: 'any', events: samples.events(1) })),
        );
        expect(raced.map(({ kind }) => kind)).toEqual(Array(8).fill('appended'));
        expect((await idsOf(store)).length).toBe(9);
        await store.close();
      }
    } finally {
      await database.sql(`DROP OWNED BY ${name}; DROP ROLE ${name}`);
    }
  });

  test('within somebody else’s transaction at another level the functions refuse to work', async () => {
    const schema = freshSchema();
    const store = await open(schema);
    await one(store);
    await expect(refusal(database, schema, 'REPEATABLE READ')).resolves.toBe('VR001');
    await expect(refusal(database, schema, 'SERIALIZABLE')).resolves.toBe('VR001');
    await expect(refusal(database, schema, 'READ COMMITTED')).resolves.toBe('none');
  });
});

/** SQLSTATE with which the functions answer at an isolation level. */
async function refusal(database: TestDatabase, schema: string, level: string): Promise<string> {
  const client = new pg.Client(database.url());
  await client.connect();
  try {
    for (const call of ["sequence_v1('1')", "close_stream_v1('order-1', 'order', -1, '1')"]) {
      await client.query(`BEGIN ISOLATION LEVEL ${level}`);
      try {
        await client.query(`SELECT * FROM ${quote(schema)}.${call}`);
      } catch (error) {
        return String(Reflect.get(Object(error), 'code'));
      } finally {
        await client.query('ROLLBACK');
      }
    }
    return 'none';
  } finally {
    await client.end();
  }
}

/** Reads on from where it stands, as a processor does. */
function follow(store: PostgresEventStore) {
  const met: string[] = [];
  let after: LogPosition | undefined;
  return {
    async catchUp(): Promise<readonly string[]> {
      for (;;) {
        const page = await store.readLog({ limit: 7, ...(after && { after }) });
        met.push(...page.events.map(({ eventId }) => eventId));
        after = page.scannedTo;
        if (page.end) return [...met];
      }
    },
  };
}

async function idsOf(store: PostgresEventStore): Promise<readonly string[]> {
  return (await store.readLog({ limit: 1_000_000 })).events.map(({ eventId }) => eventId);
}

const quote = (schema: string): string => pg.escapeIdentifier(schema);

function never(): never {
  throw new Error('There should be something.');
}
