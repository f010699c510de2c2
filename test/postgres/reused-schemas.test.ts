import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPostgresStore, type PostgresEventStore } from '../../runtime/src/stores/postgres/index.js';
import { describeSchema } from '../../runtime/src/stores/postgres/operations/describe-schema.js';
import { withSession } from '../../runtime/src/stores/postgres/operations/session.js';
import { oneOfEach, writeEverything } from '../../runtime/src/testing/contract/cases/everything-in-a-unit.js';
import { openWith, orderRow, ordersView } from '../../runtime/src/testing/contract/cases/view-samples.js';
import { createSamples } from '../../runtime/src/testing/contract/samples.js';
import { testDatabase } from '../support/postgres/database.js';
import { freshSchema } from './fresh-schema.js';
import { emptyingSql, reusedSchemas } from './reused-schemas.js';

// Cases of the contract may only share tables if nothing of one is there for the next.
describe.each(['13', '18'] as const)('on PostgreSQL %s', (release) => {
  const database = testDatabase(release);
  let pool: pg.Pool;
  beforeAll(() => {
    pool = new pg.Pool({ connectionString: database.url(), max: 4 });
  });
  afterAll(() => pool.end());

  const made = async (partitions?: number): Promise<{ schema: string; store: PostgresEventStore }> => {
    const schema = freshSchema();
    const options = partitions === undefined ? {} : { partitions };
    return { schema, store: await openPostgresStore({ connection: pool, schema, ...options }) };
  };

  /** Every row of every table, what is of its own in each log left out. */
  const contentOf = async (schema: string): Promise<Record<string, unknown>> => {
    const relations = await database.sql<{ it: string; name: string }>(
      `SELECT c.oid::regclass::text AS it, c.relname AS name FROM pg_class c
        WHERE c.relnamespace = quote_ident($1)::regnamespace AND c.relkind IN ('r', 'S') ORDER BY c.relname`,
      [schema],
    );
    const content: Record<string, unknown> = {};
    for (const { it, name } of relations) {
      const rows = await database.sql<{ row: object }>(`SELECT to_json(t) AS row FROM (SELECT * FROM ${it}) t`);
      const ownValues = { log_id: 0, created_at: 0, applied_at: 0, log_cnt: 0 };
      content[name] = rows.map(({ row }) =>
        Object.fromEntries(Object.entries(row).filter(([column]) => !(column in ownValues))),
      );
    }
    return content;
  };

  const description = (schema: string) => withSession({ connection: pool, schema }, describeSchema);

  async function fill(store: PostgresEventStore): Promise<void> {
    const samples = createSamples();
    const everything = oneOfEach(samples);
    await store.transact((unit) => writeEverything(unit, samples, everything));
    const { streamName, eventId } = everything;
    const shaped = { ...samples.event(), shapeHash: 'shape' };
    await store.append({ streamName: samples.stream(), expected: 'any', events: [shaped] });
    await store.readLog();
    const place = { position: 0, logPosition: '1', reason: 'tried' };
    await store.transact((unit) => unit.park({ processor: 'reader', eventId, streamName, ...place }));
    await store.acquireLease({ name: 'reader', owner: 'me', milliseconds: 10 });
    const ignored = { ignoreCheckpoints: ['reader'] };
    await store.archiveStream(streamName, 'stream-exists', ignored);
    await store.deleteStream(samples.stream(), 'any');
    await store.forTenant('else').append({ streamName, expected: 'no-stream', events: [samples.event()] });
    await openWith(store, ordersView('first'), [orderRow('1', 1)]);
    await store.transact((unit) => unit.serveView(ordersView('first')));
    await openWith(store, ordersView('second'), [orderRow('1', 2)]);
    // So many streams that every part has some.
    for (let count = 0; count < 20; count += 1) {
      await store.append({ streamName: samples.stream(), expected: 'no-stream', events: [samples.event()] });
    }
    for (let count = 0; count < 2; count += 1) {
      const events = samples.events(250).map((event) => ({ ...event, data: JSON.stringify('x'.repeat(3_000)) }));
      await store.append({ streamName: samples.stream(), expected: 'any', events });
    }
  }

  test.each([undefined, 3])('an emptied schema is as a fresh one, with %s parts', async (partitions) => {
    const [used, fresh] = [await made(partitions), await made(partitions)];
    const logId = await used.store.logId();
    await fill(used.store);
    const filled = await contentOf(used.schema);
    const written = Object.entries(filled).flatMap(([table, rows]) =>
      Array.isArray(rows) && rows.length > 0 ? [table] : [],
    );
    const tables = Object.keys(await contentOf(fresh.schema));
    expect(tables.filter((table) => !written.includes(table))).toEqual([]);
    expect(Object.keys(filled).length, 'views have tables of their own').toBe(tables.length + 2);

    await database.sql(emptyingSql(used.schema));
    expect(await contentOf(used.schema)).toEqual(await contentOf(fresh.schema));
    expect(await description(used.schema)).toEqual(await description(fresh.schema));
    expect(await (await openPostgresStore({ connection: pool, schema: used.schema })).logId()).not.toBe(logId);
  });

  test('who is still at work in a schema keeps it', async () => {
    const { schema } = await made();
    const client = await pool.connect();
    await client.query(`BEGIN; SELECT FROM ${pg.escapeIdentifier(schema)}.log`);
    await expect(database.sql(emptyingSql(schema))).rejects.toMatchObject({ code: '55P03' });
    await client.query('COMMIT');
    client.release();
    await database.sql(emptyingSql(schema));
  });

  describe('one test after the other', () => {
    const schemas = reusedSchemas(database.sql);
    const seen: string[] = [];
    test('two at once are two', async () => {
      seen.push(await schemas.borrow(), await schemas.borrow());
      expect(new Set(seen).size).toBe(2);
      for (const schema of seen) await openPostgresStore({ connection: pool, schema });
    });
    test('the next test gets one of them, while the other is in use', async () => {
      const client = await pool.connect();
      await client.query(`BEGIN; SELECT FROM ${pg.escapeIdentifier(seen[1] ?? '')}.log`);
      expect(await schemas.borrow()).toBe(seen[0]);
      await client.query('ROLLBACK');
      client.release();
    });
  });
});
