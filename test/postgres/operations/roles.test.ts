import pg from 'pg';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { openPostgresStore, type PostgresEventStore } from '../../../runtime/src/stores/postgres/index.js';
import {
  grantPostgresRoles,
  migratePostgres,
  openPostgresLogReader,
  planPostgresRoles,
} from '../../../runtime/src/stores/postgres/operations/index.js';
import { tableNames } from '../../../runtime/src/stores/postgres/layout/tables.js';
import { createSamples } from '../../../runtime/src/testing/contract/samples.js';
import { testDatabase } from '../../support/postgres/database.js';

const samples = createSamples();
const denied = { code: '42501' };

describe.each(['13', '18'] as const)('roles, on PostgreSQL %s', (release) => {
  const database = testDatabase(release);
  const name = (kind: string): string => `${kind}_of_${release}`;
  const roles = { reader: name('reader'), writer: name('writer'), maintenance: name('maintenance') };
  const groups = Object.values(roles);
  const user = name('user');

  beforeEach(async () => {
    await database.sql(`DROP SCHEMA IF EXISTS varve CASCADE; CREATE ROLE ${user} LOGIN`);
    await migratePostgres({ connection: database.url() });
  });
  afterEach(async () => {
    for (const role of [user, ...groups]) {
      const [found] = await database.sql('SELECT FROM pg_roles WHERE rolname = $1', [role]);
      if (found !== undefined) await database.sql(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    }
  });

  const own = (): { connection: string } => ({ connection: database.url() });
  /** As a program connects: a user who may log in, and is a member. */
  async function connectionAs(role: string): Promise<string> {
    await database.sql(`GRANT ${role} TO ${user}`);
    return database.url().replace('postgres@', `${user}@`);
  }
  async function openAs(role: string): Promise<PostgresEventStore> {
    const store = await openPostgresStore({ connection: await connectionAs(role), migrate: false });
    onTestFinished(() => store.close());
    return store;
  }
  /** Statements by the role itself, each of them on its own. */
  async function tryAs(role: string, statement: string): Promise<string> {
    const client = new pg.Client(database.url());
    await client.connect();
    try {
      await client.query(`SET ROLE ${role}`);
      await client.query(statement);
      return 'done';
    } catch (error) {
      return String(Reflect.get(Object(error), 'code'));
    } finally {
      await client.end();
    }
  }
  async function withEvents(): Promise<void> {
    const store = await openPostgresStore(own());
    await store.append({ streamName: samples.stream(), expected: 'any', events: samples.events(3) });
    await store.close();
  }

  test('a reader reads streams, has the log put in order, and writes nothing', async () => {
    await withEvents();
    await grantPostgresRoles(own(), { reader: roles.reader });
    const store = await openAs(roles.reader);
    expect((await store.readLog()).events.length).toBe(3);
    const append = store.append({ streamName: samples.stream(), expected: 'any', events: samples.events(1) });
    await expect(append).rejects.toMatchObject({ code: 'store-read-only' });
    const reader = await openPostgresLogReader({ connection: database.url().replace('postgres@', `${user}@`) });
    expect(await reader.countWaiting()).toBe(0);
    expect((await reader.readLog()).events.length).toBe(3);
    await reader.close();
    for (const table of tableNames) {
      expect([table, await tryAs(roles.reader, `SELECT FROM varve.${table} LIMIT 1`)]).toEqual([table, 'done']);
      expect([table, await tryAs(roles.reader, `DELETE FROM varve.${table}`)]).toEqual([table, denied.code]);
      expect([table, await tryAs(roles.reader, `INSERT INTO varve.${table} DEFAULT VALUES`)]).toEqual([
        table,
        denied.code,
      ]);
    }
    expect(await tryAs(roles.reader, 'SELECT FROM varve.events_by_log')).toBe('done');
    expect(await tryAs(roles.reader, 'CREATE TABLE varve.mine (a integer)')).toBe(denied.code);
  });

  test('a writer does all that an application does, and cannot change what was stored', async () => {
    await grantPostgresRoles(own(), { writer: roles.writer });
    const store = await openAs(roles.writer);
    const streamName = samples.stream();
    const event = samples.event({ shapeHash: 'abc' });
    await store.append({ streamName, expected: 'no-stream', events: [event], outcome: samples.outcome() });
    await store.recordOutcome(samples.outcome());
    await store.transact(async (unit) => {
      await unit.append({ streamName, expected: { streamVersion: 1 }, events: samples.events(1) });
      await unit.putDocument({ collection: 'c', key: 'k', data: '1' }, 0);
      await unit.deleteDocument('c', 'k', 1);
      await unit.enqueue({ messageId: 'm', topic: 't', orderKey: '', payload: '' });
      await unit.saveCheckpoint({ name: 'n', logId: 'l', logPosition: '1', eventId: event.eventId, epoch: 1 });
      await unit.saveSnapshot({ streamName, stateHash: 'h', streamVersion: 1, eventId: event.eventId, data: '1' });
      await unit.deleteSnapshots(streamName);
      await unit.park({
        processor: 'p',
        eventId: event.eventId,
        streamName,
        position: 0,
        logPosition: '1',
        reason: '',
      });
      await unit.unpark('p', [event.eventId]);
    });
    const { lease } = await store.acquireLease({ name: 'n', owner: 'o', milliseconds: 60_000 });
    await store.renewLease(lease, 60_000);
    await store.releaseLease(lease);
    await store.removeFromOutbox(['m']);
    expect((await store.readLog()).events.length).toBe(2);
    expect(await store.deleteStream(streamName, 'any')).toMatchObject({ kind: 'appended' });
    const another = samples.stream();
    await store.append({ streamName: another, expected: 'any', events: samples.events(1) });
    await store.head();
    await expect(store.archiveStream(another, 'any')).rejects.toMatchObject({ code: 'store-read-only' });
    for (const statement of [
      'DELETE FROM varve.archived_events',
      `UPDATE varve.events SET data = '1'`,
      'DELETE FROM varve.events',
      'TRUNCATE varve.events',
      'UPDATE varve.log SET head = 9',
      'UPDATE varve.pending SET event_count = 2',
      'DELETE FROM varve.pending',
      'DELETE FROM varve.log_order',
      'INSERT INTO varve.log_order VALUES (99, 1, 1)',
      'DELETE FROM varve.streams',
      'DELETE FROM varve.outcomes',
      'UPDATE varve.outcomes SET result = result',
      'UPDATE varve.schema_history SET release = NULL',
      'ALTER TABLE varve.events DISABLE TRIGGER ALL',
      'DROP FUNCTION varve.sequence_v1',
    ]) {
      expect([statement, await tryAs(roles.writer, statement)]).toEqual([statement, denied.code]);
    }
  });

  test('maintenance archives, tidies what is no history, and loses nothing', async () => {
    await withEvents();
    await grantPostgresRoles(own(), { maintenance: roles.maintenance });
    const store = await openAs(roles.maintenance);
    await store.append({ streamName: samples.stream(), expected: 'any', events: samples.events(1) });
    for (const table of ['outcomes', 'documents', 'checkpoints', 'leases', 'snapshots', 'outbox', 'parked_events']) {
      expect([table, await tryAs(roles.maintenance, `DELETE FROM varve.${table}`)]).toEqual([table, 'done']);
    }
    for (const table of ['streams', 'log_order', 'log', 'shapes', 'schema_history', 'pending']) {
      expect([table, await tryAs(roles.maintenance, `DELETE FROM varve.${table}`)]).toEqual([table, denied.code]);
    }
    expect(await tryAs(roles.maintenance, 'DELETE FROM varve.events')).toBe('VR900');
    const streamName = samples.stream();
    await store.append({ streamName, expected: 'any', events: samples.events(2) });
    expect(await store.truncateStream(streamName, { before: 1 })).toMatchObject({ kind: 'done', archivedBefore: 1 });
    expect(await store.archiveStream(streamName, 'any')).toMatchObject({ state: 'archived' });
    expect(await tryAs(roles.maintenance, 'DELETE FROM varve.archived_events')).toBe('VR900');
    expect((await store.readStream(streamName)).events.length).toBe(2);
    expect(await store.restoreStream(streamName)).toMatchObject({ state: 'open' });
    expect(await tryAs(roles.maintenance, `UPDATE varve.events SET data = '1'`)).toBe(denied.code);
  });

  test('granting again changes nothing, and takes back what somebody granted besides', async () => {
    const first = await planPostgresRoles(own(), roles);
    expect(first.created).toEqual(groups);
    expect((await grantPostgresRoles(own(), roles)).created).toEqual(groups);
    const privileges = (): Promise<object[]> =>
      database.sql(`SELECT relname, relacl::text FROM pg_class WHERE relnamespace = 'varve'::regnamespace ORDER BY 1`);
    const before = await privileges();
    await database.sql(`GRANT UPDATE, DELETE ON varve.events TO ${roles.writer}`);
    expect((await grantPostgresRoles(own(), roles)).created).toEqual([]);
    expect(await privileges()).toEqual(before);
  });

  test('the printed script does the same, and looking does nothing', async () => {
    const { sql } = await planPostgresRoles(own(), roles);
    expect(await database.sql('SELECT rolname FROM pg_roles WHERE rolname = ANY ($1)', [groups])).toEqual([]);
    await database.sql(sql);
    await database.sql(sql);
    expect(await tryAs(roles.reader, 'SELECT FROM varve.events')).toBe('done');
    const login = await database.sql('SELECT rolcanlogin FROM pg_roles WHERE rolname = $1', [roles.reader]);
    expect(login).toEqual([{ rolcanlogin: false }]);
  });

  test('any number at once make each role once', async () => {
    await Promise.all(Array.from({ length: 8 }, () => grantPostgresRoles(own(), roles)));
    expect(await tryAs(roles.writer, 'SELECT FROM varve.events')).toBe('done');
  });

  test('who may not is told so, and nothing is half done', async () => {
    const connection = await connectionAs('pg_monitor');
    await database.sql(`GRANT USAGE ON SCHEMA varve TO ${user}; GRANT SELECT ON varve.log TO ${user}`);
    const { obstacles } = await planPostgresRoles({ connection }, roles);
    expect(obstacles).toEqual([
      expect.stringContaining('The tables belong to postgres'),
      expect.stringContaining('may not create roles'),
    ]);
    const refused = grantPostgresRoles({ connection }, roles);
    await expect(refused).rejects.toMatchObject({ code: 'maintenance-refused', obstacles });
    expect(await database.sql('SELECT FROM pg_roles WHERE rolname = ANY ($1)', [groups])).toEqual([]);
  });

  test('odd names are names', async () => {
    const odd = `it's "odd" ${release}`;
    await grantPostgresRoles(own(), { reader: odd });
    expect(await tryAs(pg.escapeIdentifier(odd), 'SELECT FROM varve.events')).toBe('done');
    await database.sql(`DROP OWNED BY ${pg.escapeIdentifier(odd)}; DROP ROLE ${pg.escapeIdentifier(odd)}`);
  });

  test.each([
    [{}, 'roles name nobody.'],
    [{ reader: 'a', writer: 'a' }, 'roles must have different names.'],
    [{ reader: '' }, 'role is empty.'],
    [{ reader: 'a$role$; DROP' }, 'role must not contain $.'],
  ])('%j is refused', async (wrong, message) => {
    await expect(planPostgresRoles(own(), wrong)).rejects.toMatchObject({ code: 'invalid-store-argument', message });
  });

  test('without tables there is nothing to grant', async () => {
    await database.sql('DROP SCHEMA varve CASCADE');
    await expect(grantPostgresRoles(own(), roles)).rejects.toMatchObject({ code: 'store-unavailable' });
  });
});
