import { readFileSync } from 'node:fs';
import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  openPostgresStore,
  type PostgresEventStore,
  type PostgresStoreOptions,
} from '../../runtime/src/stores/postgres/index.js';
import { createSamples } from '../../runtime/src/testing/contract/samples.js';
import { testDatabase } from '../support/postgres/database.js';
import { freshSchema } from './fresh-schema.js';

/** Releases that know only an earlier layout would read half a stream. */
const firstWithArchive = 3;
const layout1 = readFileSync(new URL('layout-1.sql', import.meta.url), 'utf8');
const samples = createSamples();
const quote = (schema: string): string => pg.escapeIdentifier(schema);
const errorOf = (error: unknown): unknown => error;
const idsOf = (events: readonly { readonly eventId: string }[]): readonly string[] =>
  events.map(({ eventId }) => eventId);

describe.each(['13', '18'] as const)('the archive, on PostgreSQL %s', (release) => {
  const database = testDatabase(release);

  async function open(options: Partial<PostgresStoreOptions> = {}): Promise<PostgresEventStore> {
    const store = await openPostgresStore({ connection: database.url(), schema: freshSchema(), ...options });
    onTestFinished(() => store.close());
    return store;
  }

  async function leastLayout(schema: string): Promise<unknown> {
    const [row] = await database.sql(`SELECT least_layout FROM ${quote(schema)}.log`);
    return row;
  }

  test('whoever may delete rows cannot lose one', async () => {
    const schema = freshSchema();
    const store = await open({ schema });
    const streamName = samples.stream();
    await store.append({ streamName, expected: 'any', events: samples.events(4) });
    await store.truncateStream(streamName, { before: 2 });
    const s = quote(schema);
    const copy = (data: string): string => `INSERT INTO ${s}.archived_events (stream_key, position, event_id, type,
      schema_version, recorded_at, metadata, data) SELECT stream_key, position, event_id, type, schema_version, recorded_at,
      metadata, ${data} FROM ${s}.events WHERE position = 2`;
    const attempts = [
      `DELETE FROM ${s}.events`,
      `DELETE FROM ${s}.archived_events`,
      `UPDATE ${s}.archived_events SET data = '{}'`,
      `TRUNCATE ${s}.archived_events`,
      `TRUNCATE ${s}.events, ${s}.archived_events`,
      // Copied, and changed on the way.
      `${copy("'{}'")}; DELETE FROM ${s}.events WHERE position = 2`,
      // Both at once: the copy is not there when the row is to go.
      `WITH gone AS (DELETE FROM ${s}.events WHERE position = 2 RETURNING *) INSERT INTO ${s}.archived_events SELECT * FROM gone`,
    ];
    for (const attempt of attempts)
      await expect(database.sql(attempt), attempt).rejects.toMatchObject({ code: 'VR900' });
    expect((await store.readStream(streamName)).events.length).toBe(4);
    await database.sql(`${copy('data')}; DELETE FROM ${s}.events WHERE position = 2`);
    expect((await store.readStream(streamName)).events.length).toBe(4);
  });

  test('events that nobody has read yet are put in order before they are archived', async () => {
    const schema = freshSchema();
    const store = await open({ schema });
    const one = samples.stream();
    const two = samples.stream();
    await store.append({ streamName: one, expected: 'any', events: samples.events(2) });
    await store.append({ streamName: two, expected: 'any', events: samples.events(1) });
    expect(await database.sql(`SELECT FROM ${quote(schema)}.pending`)).toHaveLength(2);
    expect(await store.archiveStream(one, { streamVersion: 2 })).toMatchObject({ state: 'archived' });
    const [row] = await database.sql(`SELECT count(*) AS n, max(log_position) AS head FROM ${quote(schema)}.log_order`);
    expect(row).toEqual({ n: '3', head: '3' });
    expect((await store.readLog()).events.length).toBe(3);
  });

  test('a store of the layout before has an archive once it is opened, and what stood there goes on standing', async () => {
    const schema = 'varve';
    const s = quote(schema);
    await database.sql(layout1);
    const earlier = (await database.sql<{ event_id: string }>(`SELECT event_id FROM ${s}.events`)).length;
    const streamName = samples.stream();
    const [one, two, three] = samples.events(3);
    const append = (id: string | undefined, wanted: number, careful = false): Promise<readonly object[]> =>
      database.sql(
        `SELECT verdict, version_now FROM ${s}.append_v1('${streamName}', 'order', ${wanted}, '{${id}}', '{a.B}', '{1}', '{"{}"}',
          '{"{}"}', '{}', '{}', '{}', NULL, ${careful}, false, '1000')`,
      );
    expect(await append(one?.eventId, 0)).toEqual([{ verdict: 'appended', version_now: '1' }]);
    await expect(open({ schema, migrate: false })).rejects.toMatchObject({ code: 'store-unavailable' });
    const store = await open({ schema });
    // As a process of the release before does, which is still at work.
    expect(await append(two?.eventId, 1)).toEqual([{ verdict: 'appended', version_now: '2' }]);
    expect(await leastLayout(schema)).toEqual({ least_layout: 1 });
    const ignoreCheckpoints = (await database.sql<{ name: string }>(`SELECT name FROM ${s}.checkpoints`)).map(
      ({ name }) => name,
    );
    await store.truncateStream(streamName, { before: 1, ignoreCheckpoints });
    // From now on none of them may be started.
    expect(await leastLayout(schema)).toEqual({ least_layout: firstWithArchive });
    expect(await append(one?.eventId, 0)).toEqual([{ verdict: 'replayed', version_now: '1' }]);
    await expect(append(one?.eventId, 2)).rejects.toMatchObject({ code: 'VR007' });
    await expect(append(one?.eventId, 2, true)).rejects.toMatchObject({ code: 'VR003' });
    await store.archiveStream(streamName, 'any', { ignoreCheckpoints });
    await expect(append(three?.eventId, 2)).rejects.toMatchObject({ code: 'VR002' });
    const log = idsOf((await store.readLog()).events);
    expect(log.slice(-2)).toEqual([one?.eventId, two?.eventId]);
    expect(earlier).toBeGreaterThan(1);
  });

  test('an id that is moved while somebody appends it again is found, wherever it lies', async () => {
    const schema = freshSchema();
    const s = quote(schema);
    const store = await open({ schema });
    const known = samples.events(1);
    const [from, to] = [samples.stream(), samples.stream()];
    await store.append({ streamName: from, expected: 'any', events: known });
    await store.append({ streamName: to, expected: 'any', events: samples.events(1) });
    await store.head();
    const mover = new pg.Client({ connectionString: database.url() });
    await mover.connect();
    onTestFinished(() => mover.end());
    await mover.query('BEGIN');
    await mover.query(`SELECT ${s}.archive_v1('', $1, 'archive', -1, '{}', true, '1000')`, [from]);
    const append = store.append({ streamName: to, expected: { streamVersion: 1 }, events: known }).catch(errorOf);
    // It waits for the one who moves.
    const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await expect.poll(async () => (await database.sql(waiting)).length).toBe(1);
    await mover.query('COMMIT');
    expect(await append).toMatchObject({ code: 'duplicate-event-id', existing: { streamName: from } });
    expect((await store.readLog()).events.length).toBe(2);
  });

  test('sessions that are killed while they archive leave every event in one place', { timeout: 60_000 }, async () => {
    const schema = freshSchema();
    const s = quote(schema);
    const store = await open({ schema });
    const watcher = await open({ schema });
    const streamName = samples.stream();
    for (let n = 0; n < 10; n += 1) await store.append({ streamName, expected: 'any', events: samples.events(1_000) });
    const written = idsOf((await store.readLog({ limit: 20_000 })).events);
    let killed = 0;
    for (let round = 0; round < 10; round += 1) {
      const step = round % 2 === 0 ? store.archiveStream(streamName, 'any') : store.restoreStream(streamName);
      const settled = step.then(
        (result) => result.kind,
        (error: unknown) => String(error),
      );
      for (let tries = 0; tries < 50; tries += 1) {
        const rows = await database.sql(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()
            AND state = 'active' AND query ~ 'archive_v1' AND pid <> pg_backend_pid()`,
        );
        killed += rows.length;
        if (rows.length > 0) break;
      }
      const page = await watcher.readStream(streamName, { limit: 20_000 });
      expect(page.events.length).toBe(10_000);
      expect([0, 10_000]).toContain(page.archivedBefore);
      // Asked again by the store, which does not know what became of it.
      expect(await settled).toBe('done');
      expect((await store.readStream(streamName, { limit: 1 })).state).toBe(round % 2 === 0 ? 'archived' : 'open');
      const both = await database.sql(`SELECT FROM ${s}.events JOIN ${s}.archived_events USING (event_id)`);
      expect(both).toEqual([]);
      expect(idsOf((await watcher.readLog({ limit: 20_000 })).events)).toEqual(written);
    }
    expect(killed, 'sessions were killed in the middle of it').toBeGreaterThan(3);
  });

  test('a stream that a unit writes is archived when the unit has ended, or not at all', async () => {
    const schema = freshSchema();
    const store = await open({ schema, busyTimeout: 1_000 });
    const streamName = samples.stream();
    await store.append({ streamName, expected: 'any', events: samples.events(1) });
    await store.head();
    await store.transact(async (unit) => {
      await unit.append({ streamName, expected: 'any', events: samples.events(1) });
      await expect(store.archiveStream(streamName, 'any')).rejects.toMatchObject({ code: 'store-busy' });
    });
    expect(await store.archiveStream(streamName, { streamVersion: 1 })).toEqual({ kind: 'conflict', streamVersion: 2 });
    expect(await store.archiveStream(streamName, { streamVersion: 2 })).toMatchObject({ state: 'archived' });
  });
});

describe.each(['13', '18'] as const)('the view with jsonb, on PostgreSQL %s', (release) => {
  const database = testDatabase(release);
  const refused = [
    '',
    'no JSON',
    '{"a":"\\u0000"}',
    '{"a":"\\ud800"}',
    `{"a":1e${'9'.repeat(7)}}`,
    '['.repeat(100_000),
  ];

  test('is there for who asks, and one event that jsonb refuses fails no query', async () => {
    const schema = freshSchema();
    const s = quote(schema);
    const options = { connection: database.url(), schema };
    const plain = await openPostgresStore(options);
    const streamName = samples.stream();
    const texts = ['{"orderId":"o-1","n":1}', ...refused, '[1]', 'null'];
    await plain.append({ streamName, expected: 'any', events: texts.map((data) => samples.event({ data })) });
    await expect(database.sql(`SELECT FROM ${s}.events_json`)).rejects.toMatchObject({ code: '42P01' });
    const denied = openPostgresStore({ ...options, jsonbView: true, migrate: false });
    await expect(denied).rejects.toMatchObject({ code: 'store-unavailable' });
    const opened = await Promise.all([1, 2, 3].map(() => openPostgresStore({ ...options, jsonbView: true })));
    for (const store of opened) await store.close();
    await (await openPostgresStore({ ...options, jsonbView: true, migrate: false })).close();
    await plain.truncateStream(streamName, { before: 1 });
    const query = `SELECT position, data ->> 'orderId' AS order_id FROM ${s}.events_json WHERE data @> '{"n":1}'`;
    expect(await database.sql(query)).toEqual([{ position: '0', order_id: 'o-1' }]);
    const nulls = `SELECT data_text, archived FROM ${s}.events_json WHERE data IS NULL ORDER BY position`;
    expect(await database.sql(nulls)).toEqual(refused.map((data_text) => ({ data_text, archived: false })));
    const rest = `SELECT data::text, metadata ->> 'correlationId' AS c, log_position FROM ${s}.events_json
      WHERE position > $1 ORDER BY position`;
    expect(await database.sql(rest, [refused.length])).toEqual([
      { data: '[1]', c: 'c', log_position: '8' },
      { data: 'null', c: 'c', log_position: '9' },
    ]);
    await plain.close();
  });
});
