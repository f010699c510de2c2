import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPostgresStore } from '../../runtime/src/stores/postgres/index.js';
import { createSamples } from '../../runtime/src/testing/contract/samples.js';
import { contractSuite } from '../contract/contract-suite.js';
import { testDatabase } from '../support/postgres/database.js';
import { everything } from '../contract/everything.js';
import { inPlaces } from '../contract/in-places.js';
import { freshSchema } from './fresh-schema.js';
import { reusedSchemas } from './reused-schemas.js';

describe.each(['13', '18'] as const)('with events in parts, on PostgreSQL %s', (release) => {
  const database = testDatabase(release);
  const schemas = reusedSchemas(database.sql);
  let pool: pg.Pool;
  beforeAll(() => {
    pool = new pg.Pool({ connectionString: database.url(), max: 20 });
  });
  afterAll(() => pool.end());

  // On the newest release the contract runs over parts under row-level security, see contract-fenced.test.ts.
  if (release === '13') {
    contractSuite(`PostgreSQL ${release}, events in 3 parts`, {
      ...inPlaces(schemas.borrow, (schema) => openPostgresStore({ connection: pool, schema, partitions: 3 })),
      capabilities: everything,
      takesClock: false,
      oneWriter: false,
    });
  }

  const samples = createSamples();

  test('streams spread over the parts, and each event’s id is kept once', async () => {
    const schema = freshSchema();
    const s = pg.escapeIdentifier(schema);
    const store = await openPostgresStore({ connection: pool, schema, partitions: 16 });
    for (let count = 0; count < 60; count += 1) {
      await store.append({ streamName: samples.stream(), expected: 'no-stream', events: samples.events(2) });
    }
    const parts = await database.sql(`SELECT tableoid, count(*) FROM ${s}.events GROUP BY tableoid`);
    expect(parts.length).toBeGreaterThan(8);
    const ids = `SELECT event_id, stream_key, position FROM`;
    expect(await database.sql(`${ids} ${s}.events EXCEPT ${ids} ${s}.event_ids`)).toEqual([]);
    expect(await database.sql(`SELECT count(*) FROM ${s}.event_ids`)).toEqual([{ count: '120' }]);
    expect((await store.readLog()).events.length).toBe(120);
  });

  test('what was stored cannot be changed by accident, in whatever part', async () => {
    const schema = freshSchema();
    const s = pg.escapeIdentifier(schema);
    const store = await openPostgresStore({ connection: pool, schema, partitions: 2 });
    await store.append({ streamName: samples.stream(), expected: 'any', events: samples.events(2) });
    const [row] = await database.sql<{ part: string }>(`SELECT tableoid::regclass::text AS part FROM ${s}.events`);
    const part = row?.part ?? '';
    const attempts = [
      ...[`UPDATE ${s}.events SET data = '{}'`, `DELETE FROM ${s}.events`, `TRUNCATE ${s}.events`],
      ...[`UPDATE ${part} SET data = '{}'`, `DELETE FROM ${part}`, `TRUNCATE ${part}`],
      ...[`UPDATE ${s}.event_ids SET position = 7`, `DELETE FROM ${s}.event_ids`, `TRUNCATE ${s}.event_ids`],
    ];
    for (const attempt of attempts)
      await expect(database.sql(attempt), attempt).rejects.toMatchObject({ code: 'VR900' });
  });

  test('the number of parts is decided when the tables are made', async () => {
    const [parted, whole] = [freshSchema(), freshSchema()];
    // Of several at once one makes them.
    const opened = Array.from({ length: 6 }, () =>
      openPostgresStore({ connection: pool, schema: parted, partitions: 2 }),
    );
    expect(new Set(await Promise.all((await Promise.all(opened)).map((store) => store.logId()))).size).toBe(1);
    await openPostgresStore({ connection: pool, schema: parted });
    await openPostgresStore({ connection: pool, schema: whole });
    for (const [schema, partitions] of [
      [parted, 4],
      [whole, 2],
    ] as const) {
      const opening = openPostgresStore({ connection: pool, schema, partitions });
      await expect(opening).rejects.toMatchObject({ code: 'invalid-store-argument', argument: 'partitions' });
    }
  });
});

test.each([0, 1, 257, 2.5, Number.NaN])('%s is no number of parts', async (partitions) => {
  const opening = openPostgresStore({ connection: 'postgres://nowhere.invalid', partitions });
  await expect(opening).rejects.toMatchObject({ code: 'invalid-store-argument', argument: 'partitions' });
});
