import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  openPostgresStore,
  type PostgresEventStore,
  type PostgresStoreOptions,
} from '../../runtime/src/stores/postgres/index.js';
import { currentLayout } from '../../runtime/src/stores/postgres/layout/migrations.js';
import { createSamples } from '../../runtime/src/testing/contract/samples.js';
import { testDatabase } from '../support/postgres/database.js';
import { buildChild, startChild, temporaryFolder } from '../faults/child-programs.js';
import { freshSchema } from './fresh-schema.js';

const folder = temporaryFolder();
const samples = createSamples();
const quote = (schema: string): string => pg.escapeIdentifier(schema);

describe.each(['13', '18'] as const)('the tables, on PostgreSQL %s', (release) => {
  const database = testDatabase(release);

  async function open(options: Partial<PostgresStoreOptions> = {}): Promise<PostgresEventStore> {
    const store = await openPostgresStore({ connection: database.url(), schema: freshSchema(), ...options });
    onTestFinished(() => store.close());
    return store;
  }

  test('can be read with any SQL tool', async () => {
    const schema = freshSchema();
    const store = await open({ schema });
    const streamName = samples.stream('invoice');
    const outcome = samples.outcome();
    await store.append({ streamName, expected: 'any', events: [samples.event({ data: '{"b":1, "a":1e2}' })], outcome });
    const s = quote(schema);
    const waiting = await database.sql(`SELECT log_position, stream_name, data FROM ${s}.events_by_log`);
    expect(waiting).toEqual([{ log_position: null, stream_name: streamName, data: '{"b":1, "a":1e2}' }]);
    await store.head();
    expect(
      await database.sql(
        `SELECT log_position, position, type, data::jsonb ->> 'a' AS a, hidden FROM ${s}.events_by_log`,
      ),
    ).toEqual([{ log_position: '1', position: '0', type: 'shop.Happened', a: '100', hidden: false }]);
    expect(await database.sql(`SELECT stream_name, category, stream_version, closed_at FROM ${s}.streams`)).toEqual([
      { stream_name: streamName, category: 'invoice', stream_version: '1', closed_at: null },
    ]);
    expect(await database.sql(`SELECT kind, context FROM ${s}.outcomes`)).toEqual([
      { kind: 'accepted', context: 'shop' },
    ]);
  });

  test('what was stored cannot be changed by accident', async () => {
    const schema = freshSchema();
    const store = await open({ schema });
    const streamName = samples.stream();
    await store.append({ streamName, expected: 'any', events: samples.events(2) });
    await store.head();
    const s = quote(schema);
    const attempts = [
      `UPDATE ${s}.events SET data = '{}'`,
      `DELETE FROM ${s}.events`,
      `TRUNCATE ${s}.events`,
      `UPDATE ${s}.log_order SET position = 7`,
      `DELETE FROM ${s}.log_order WHERE log_position = 2`,
      `TRUNCATE ${s}.log_order`,
      `DELETE FROM ${s}.streams`,
      `TRUNCATE ${s}.streams`,
      `UPDATE ${s}.streams SET stream_name = 'order-other'`,
      `UPDATE ${s}.streams SET stream_version = 1`,
      `UPDATE ${s}.log SET head = 1`,
      `UPDATE ${s}.log SET log_id = gen_random_uuid()`,
      `DELETE FROM ${s}.log`,
      `TRUNCATE ${s}.log`,
    ];
    for (const attempt of attempts)
      await expect(database.sql(attempt), attempt).rejects.toMatchObject({ code: 'VR900' });
    await store.deleteStream(streamName, 'any');
    const reopen = database.sql(`UPDATE ${s}.streams SET closed_at = NULL`);
    await expect(reopen).rejects.toMatchObject({ code: 'VR900' });
    expect((await store.readStream(streamName)).events.length).toBe(2);
  });

  test('one database holds several stores, each with a log of its own', async () => {
    const [one, two] = await Promise.all([open(), open()]);
    await one.append({ streamName: samples.stream(), expected: 'any', events: samples.events(3) });
    expect([(await one.readLog()).events.length, (await two.readLog()).events.length]).toEqual([3, 0]);
    expect(await one.logId()).not.toBe(await two.logId());
  });

  test('a store is found again, with what was in it', async () => {
    const schema = freshSchema();
    const first = await openPostgresStore({ connection: database.url(), schema });
    const streamName = samples.stream();
    await first.append({ streamName, expected: 'any', events: samples.events(1) });
    const logId = await first.logId();
    await first.close();
    const again = await open({ schema, migrate: false });
    expect([logId, (await again.readStream(streamName)).streamVersion]).toEqual([await again.logId(), 1]);
  });

  test('made by twenty processes at once, they are made once', async () => {
    const schema = freshSchema();
    const program = await buildChild('../../postgres/children/open-store', folder);
    const children = Array.from({ length: 4 }, () => startChild(program, [database.url(), schema, '5']));
    await Promise.all(children.map((child) => child.line('ready')));
    for (const child of children) child.process.stdin?.write('go\n');
    const said = (await Promise.all(children.map((child) => child.done()))).flat();
    const logs = said.filter((line) => line.startsWith('log '));
    expect(logs.length).toBe(20);
    expect(new Set(logs).size).toBe(1);
    expect((await database.sql(`SELECT FROM ${quote(schema)}.log`)).length).toBe(1);
  });

  test('half of somebody else’s tables under the same names are left alone', async () => {
    const schema = freshSchema();
    await database.sql(`CREATE SCHEMA ${quote(schema)}; CREATE TABLE ${quote(schema)}.events (mine text)`);
    await expect(open({ schema })).rejects.toMatchObject({ code: 'not-a-varve-store' });
    await database.sql(`DROP TABLE ${quote(schema)}.events; CREATE TABLE ${quote(schema)}.log (mine text)`);
    await expect(open({ schema })).rejects.toMatchObject({ code: 'not-a-varve-store' });
    const tables = await database.sql(`SELECT tablename FROM pg_tables WHERE schemaname = $1`, [schema]);
    expect(tables).toEqual([{ tablename: 'log' }]);
  });

  test('other tables beside them do no harm', async () => {
    const schema = freshSchema();
    await database.sql(`CREATE SCHEMA ${quote(schema)}; CREATE TABLE ${quote(schema)}.invoices (mine text)`);
    expect((await (await open({ schema })).readLog()).events).toEqual([]);
  });

  test('those of a newer release are used as long as they may be', async () => {
    const schema = freshSchema();
    await (await open({ schema })).append({ streamName: samples.stream(), expected: 'any', events: samples.events(1) });
    await database.sql(`UPDATE ${quote(schema)}.log SET layout = 7`);
    expect((await (await open({ schema })).readLog()).events.length).toBe(1);
    await database.sql(`UPDATE ${quote(schema)}.log SET least_layout = 7`);
    await expect(open({ schema })).rejects.toMatchObject({
      code: 'newer-store-layout',
      found: 7,
      supported: currentLayout,
    });
  });

  test('without leave to make them, their absence is an error', async () => {
    await expect(open({ migrate: false })).rejects.toMatchObject({ code: 'store-unavailable' });
  });

  test('who may not make them is told so, and who may only read reads', async () => {
    const [reader, schema] = [`reader_${release}`, freshSchema()];
    const s = quote(schema);
    const store = await open({ schema });
    const streamName = samples.stream();
    await store.append({ streamName, expected: 'any', events: samples.events(1) });
    await database.sql(`CREATE ROLE ${reader} LOGIN; GRANT USAGE ON SCHEMA ${s} TO ${reader};
      GRANT SELECT ON ALL TABLES IN SCHEMA ${s} TO ${reader}`);
    try {
      const connection = database.url().replace('postgres@', `${reader}@`);
      await expect(openPostgresStore({ connection, schema: freshSchema() })).rejects.toMatchObject({
        code: 'store-read-only',
      });
      const reading = await openPostgresStore({ connection, schema });
      expect((await reading.readStream(streamName)).events.length).toBe(1);
      // Putting the log in order is no write of the reader's.
      expect((await reading.readLog()).events.length).toBe(1);
      const append = reading.append({ streamName, expected: 'any', events: samples.events(1) });
      await expect(append).rejects.toMatchObject({ code: 'store-read-only' });
      await reading.close();
    } finally {
      await database.sql(`DROP OWNED BY ${reader}; DROP ROLE ${reader}`);
    }
  });

  test('a session that may not write reads what is in order, and says so where it is not', async () => {
    const schema = freshSchema();
    const store = await open({ schema });
    await store.append({ streamName: samples.stream(), expected: 'any', events: samples.events(1) });
    await store.head();
    const connection = `${database.url()}?options=-c%20default_transaction_read_only%3Don`;
    const reading = await open({ connection, schema });
    expect((await reading.readLog()).events.length).toBe(1);
    await store.append({ streamName: samples.stream(), expected: 'any', events: samples.events(1) });
    await expect(reading.readLog()).rejects.toMatchObject({ code: 'store-read-only' });
    const append = reading.append({ streamName: samples.stream(), expected: 'any', events: samples.events(1) });
    await expect(append).rejects.toMatchObject({ code: 'store-read-only' });
  });

  test('a database that cannot hold every text is refused', async () => {
    const name = `latin_${release}`;
    await database.sql(`CREATE DATABASE ${name} ENCODING 'LATIN1' TEMPLATE template0`);
    try {
      const connection = database.url().replace(/\/[^/]*$/, `/${name}`);
      const error: unknown = await openPostgresStore(connection).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'store-unavailable', message: expect.stringContaining('LATIN1') });
    } finally {
      await database.sql(`DROP DATABASE ${name} WITH (FORCE)`);
    }
  });

  test('tables that are dropped while a store is open are missed aloud', async () => {
    const schema = freshSchema();
    const store = await open({ schema });
    await database.sql(`DROP SCHEMA ${quote(schema)} CASCADE`);
    const append = store.append({ streamName: samples.stream(), expected: 'any', events: samples.events(1) });
    await expect(append).rejects.toMatchObject({ code: 'store-unavailable' });
    await expect(store.readLog()).rejects.toMatchObject({ code: 'store-unavailable' });
  });

  test('a key that no index can hold is refused, and what can be stored depends on nothing else', async () => {
    const store = await open();
    const long = (length: number): string => randomBytes(length / 2).toString('hex');
    const commandId = long(3_000);
    const outcome = samples.outcome({ key: { commandId } });
    await expect(store.recordOutcome(outcome)).rejects.toMatchObject({ code: 'invalid-store-argument' });
    const unit = store.transact((inside) => inside.putDocument({ collection: 'c', key: long(6_000), data: '1' }, 0));
    await expect(unit).rejects.toMatchObject({ code: 'invalid-store-argument' });
    const fitting = samples.outcome({ key: { commandId: long(2_000) } });
    expect(await store.recordOutcome(fitting)).toEqual(fitting);
  });

  test('recorded times never decrease within a stream, even when the clock steps back', async () => {
    const schema = freshSchema();
    const store = await open({ schema });
    const streamName = samples.stream();
    await store.append({ streamName, expected: 'any', events: samples.events(1) });
    // As if the server's clock had stood an hour ahead until now.
    await database.sql(`UPDATE ${quote(schema)}.streams SET last_recorded_at = last_recorded_at + interval '1 hour'`);
    const ahead = await store.append({ streamName, expected: 'any', events: samples.events(2) });
    const later = await store.append({ streamName, expected: 'any', events: samples.events(1) });
    expect(Reflect.get(later, 'recordedAt')).toBe(Reflect.get(ahead, 'recordedAt'));
    const { events } = await store.readStream(streamName);
    const times = events.map(({ recordedAt }) => recordedAt);
    expect(times).toEqual([...times].sort());
    for (const time of times) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
  });

  test('recorded times do not depend on the settings of a session', async () => {
    const options = '?options=-c%20DateStyle%3DGerman%20-c%20TimeZone%3DAsia/Kathmandu%20-c%20lc_numeric%3DC';
    const store = await open({ connection: `${database.url()}${options}` });
    const before = Date.now();
    const result = await store.append({ streamName: samples.stream(), expected: 'any', events: samples.events(1) });
    const [event] = (await store.readLog()).events;
    expect(event?.recordedAt).toBe(Reflect.get(result, 'recordedAt'));
    expect(Math.abs(Date.parse(event?.recordedAt ?? '') - before)).toBeLessThan(600_000);
  });
});

test.each([
  ['', 'is empty'],
  ['a\0b', 'contains a NUL character'],
  ['a$b', 'must not contain $'],
  ['ä'.repeat(32), 'is longer than 63 bytes'],
])('%j is no name for a schema', async (schema, problem) => {
  const opening = openPostgresStore({ connection: 'postgres://nowhere.invalid', schema });
  await expect(opening).rejects.toMatchObject({ code: 'invalid-store-argument', message: `schema ${problem}.` });
});

test('where nobody listens, opening says so', async () => {
  const error: unknown = await openPostgresStore('postgres://postgres@127.0.0.1:1/none').catch(
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ code: 'store-unavailable', path: 'schema varve' });
});
