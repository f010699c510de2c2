import pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openPostgresStore, rowSecuritySql } from '../../runtime/src/stores/postgres/index.js';
import type { PostgresConnection, PostgresEventStore } from '../../runtime/src/stores/postgres/index.js';
import { pgDriver } from '../../runtime/src/stores/postgres/pg-driver.js';
import type { AppendRequest } from '../../runtime/src/store/append.js';
import { createSamples } from '../../runtime/src/testing/contract/samples.js';
import { testDatabase } from '../support/postgres/database.js';
import { pgbouncerVersion, startPgbouncer } from '../support/postgres/pgbouncer.js';
import { createRoles, fencedSchema, type FencedRoles, openFenced, urlOf } from './fenced-store.js';

const samples = createSamples();
const fenced = ['streams', 'events', 'outcomes', 'documents', 'outbox', 'checkpoints', 'snapshots', 'leases'];

describe.each([
  ['13', undefined],
  ['18', undefined],
  ['18', 2],
] as const)('row-level security on PostgreSQL %s, parts: %s', (release, partitions) => {
  const database = testDatabase(release);
  let roles: FencedRoles;
  let owner: pg.Pool;
  let application: pg.Pool;
  let maintenance: pg.Pool;
  let schema: string;
  let s: string;
  let store: PostgresEventStore;
  let whole: PostgresEventStore;
  beforeAll(async () => {
    roles = await createRoles(database, `fence_${release}_${partitions ?? 1}`);
    const poolOf = (role: string) => new pg.Pool({ connectionString: urlOf(database, role), max: 6 });
    owner = poolOf(roles.owner);
    application = poolOf(roles.application);
    maintenance = poolOf(roles.maintenance);
    schema = await fencedSchema(owner, roles, partitions === undefined ? {} : { partitions });
    s = pg.escapeIdentifier(schema);
    store = await openFenced(application, schema);
    whole = await openPostgresStore({ connection: maintenance, schema, migrate: false });
    for (const tenant of ['acme', 'globex']) await fill(store, tenant);
  });
  afterAll(() => Promise.all([owner.end(), application.end(), maintenance.end()]));

  /** One of everything, through a handle. */
  async function fill(from: PostgresEventStore, tenant: string): Promise<void> {
    const handle = from.forTenant(tenant);
    const event = samples.event();
    const outcome = samples.outcome({ key: { tenant } });
    await handle.append({ streamName: samples.stream(), expected: 'any', events: [event], outcome });
    await handle.transact(async (unit) => {
      await unit.putDocument({ collection: 'c', key: 'k', data: `"${tenant}"` }, 0);
      await unit.enqueue({ messageId: 'm', topic: 't', orderKey: '', payload: '1' });
      await unit.saveCheckpoint({ name: 'n', logId: 'l', logPosition: '1', eventId: event.eventId, epoch: 1 });
      const streamName = samples.stream();
      await unit.saveSnapshot({ streamName, stateHash: 'h', streamVersion: 1, eventId: event.eventId, data: '1' });
    });
    await handle.acquireLease({ name: 'n', owner: 'o', milliseconds: 60_000 });
  }

  async function counts(pool: pg.Pool, tenant?: string): Promise<readonly number[]> {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      if (tenant !== undefined) await client.query("SELECT set_config('varve.tenant', $1, true)", [tenant]);
      const found: number[] = [];
      for (const table of fenced) {
        const { rows } = await client.query<{ count: string }>(`SELECT count(*) FROM ${s}.${table}`);
        found.push(Number(rows[0]?.count));
      }
      return found;
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  }

  const none = fenced.map(() => 0);

  test('who forgets the tenant sees nothing, the owner of the tables included', async () => {
    for (const pool of [application, owner]) {
      expect(await counts(pool)).toEqual(none);
      expect(await counts(pool, '')).toEqual(none);
      expect(await counts(pool, 'initech')).toEqual(none);
      // A session that had a tenant once has an empty one afterwards.
      expect((await counts(pool, 'acme')).every((count) => count > 0)).toBe(true);
      expect(await counts(pool)).toEqual(none);
    }
    const all = await counts(maintenance);
    expect(all.every((count) => count > 1)).toBe(true);
  });

  test('who has the wrong tenant cannot write another’s rows', async () => {
    const attempts = [
      `INSERT INTO ${s}.streams (tenant, stream_name, category, stream_version, last_recorded_at)
        VALUES ('globex', 'order-x', 'order', 1, now())`,
      `INSERT INTO ${s}.documents (tenant, collection, key, revision, data) VALUES ('globex', 'c', 'x', 1, '1')`,
      `INSERT INTO ${s}.documents (tenant, collection, key, revision, data) VALUES ('', 'c', 'x', 1, '1')`,
      `UPDATE ${s}.documents SET tenant = 'globex'`,
      `INSERT INTO ${s}.events SELECT stream_key, 99, gen_random_uuid(), type, schema_version, recorded_at, metadata,
        data, 'globex' FROM ${s}.events`,
    ];
    for (const attempt of attempts) {
      const client = await application.connect();
      await client.query("BEGIN; SET LOCAL varve.tenant = 'acme'");
      await expect(client.query(attempt), attempt).rejects.toMatchObject({ code: '42501' });
      await client.query('ROLLBACK');
      client.release();
    }
    const client = await application.connect();
    await client.query("BEGIN; SET LOCAL varve.tenant = 'acme'");
    const { rowCount } = await client.query(`DELETE FROM ${s}.outbox WHERE tenant = 'globex'`);
    await client.query('ROLLBACK');
    client.release();
    expect(rowCount).toBe(0);
  });

  test('tenants that share a transaction stay apart, and are not refused for who has forgotten his', async () => {
    const shared = await openFenced(application, await fencedSchema(owner, roles));
    const names = Array.from({ length: 16 }, () => samples.stream());
    const tenants = ['acme', 'globex', 'initech'] as const;
    const appends = names.flatMap((streamName) =>
      tenants.map(async (tenant) => {
        const events = [samples.event()];
        const request: AppendRequest = { streamName, expected: 'no-stream', events };
        const result = await shared.forTenant(tenant).append(request);
        return { tenant, streamName, eventId: events[0]?.eventId, kind: result.kind };
      }),
    );
    const forgotten = shared.append({ streamName: samples.stream(), expected: 'any', events: samples.events(1) });
    await expect(forgotten).rejects.toMatchObject({ code: 'store-read-only' });
    for (const { tenant, streamName, eventId, kind } of await Promise.all(appends)) {
      expect(kind).toBe('appended');
      const { events } = await shared.forTenant(tenant).readStream(streamName);
      expect(events.map((event) => event.eventId)).toEqual([eventId]);
    }
  });

  test('the store as it was opened is a tenant forgotten: it reads nothing and writes nothing', async () => {
    const append: AppendRequest = { streamName: samples.stream(), expected: 'any', events: samples.events(1) };
    await expect(store.append(append)).rejects.toMatchObject({ code: 'store-read-only' });
    const page = await store.readLog();
    expect([page.events, page.end, page.scannedTo === undefined]).toEqual([[], true, false]);
    expect([await store.readOutbox(9), await store.findDocument('c', 'k')]).toEqual([[], undefined]);
  });

  test('tenants see their own, and a role that may sees all', async () => {
    expect((await store.forTenant('acme').findDocument('c', 'k'))?.data).toBe('"acme"');
    expect((await store.forTenant('globex').findDocument('c', 'k'))?.data).toBe('"globex"');
    expect((await whole.readOutbox(9)).map(({ tenant }) => tenant)).toEqual(['acme', 'globex']);
    expect((await whole.readLog()).events.map(({ tenant }) => tenant)).toEqual(['acme', 'globex']);
    await whole.append({ streamName: samples.stream(), expected: 'any', events: samples.events(1) });
    expect((await whole.forTenant('acme').readLog()).events.length).toBe(1);
  });

  test('whoever reads the log orders everybody’s events', async () => {
    const before = (await whole.readLog()).events.length;
    await store
      .forTenant('globex')
      .append({ streamName: samples.stream(), expected: 'any', events: samples.events(2) });
    await whole.append({ streamName: samples.stream(), expected: 'any', events: samples.events(1) });
    const own = await store.forTenant('acme').readLog();
    expect(own.events.length).toBe(1);
    expect(await database.sql(`SELECT FROM ${s}.pending`)).toEqual([]);
    const places = await database.sql<{ log_position: string }>(`SELECT log_position FROM ${s}.log_order ORDER BY 1`);
    expect(places.map((row) => row.log_position)).toEqual(Array.from({ length: before + 3 }, (_, n) => String(n + 1)));
    const { scannedTo } = own;
    expect(scannedTo && (await store.forTenant('acme').eventIdAt(scannedTo))).toBe(
      (await whole.readLog()).events.at(-1)?.eventId,
    );
  });

  test('an id of another tenant is refused without a place, at once', async () => {
    const event = samples.event();
    await store.forTenant('acme').append({ streamName: samples.stream(), expected: 'any', events: [event] });
    const globex = store.forTenant('globex');
    const request: AppendRequest = { streamName: samples.stream(), expected: 'any', events: [event] };
    const refused = { code: 'duplicate-event-id', existing: undefined };
    await expect(globex.append(request)).rejects.toMatchObject(refused);
    await expect(globex.transact((unit) => unit.append(request))).rejects.toMatchObject(refused);
  });

  test('an append and a read are one round trip each, as without policies', async () => {
    const sent: string[] = [];
    const sound = pgDriver(application, { prepare: false });
    const counting = (connection: PostgresConnection): PostgresConnection => ({
      ...connection,
      run(statement) {
        sent.push(statement.text);
        return connection.run(statement);
      },
      script(text) {
        sent.push(text);
        return connection.script(text);
      },
    });
    const driver = { ...sound, acquire: async () => counting(await sound.acquire()) };
    const acme = (await openPostgresStore({ connection: driver, schema, migrate: false })).forTenant('acme');
    const streamName = samples.stream();
    const ask: readonly (() => Promise<unknown>)[] = [
      () => acme.append({ streamName, expected: 'no-stream', events: samples.events(2) }),
      () => acme.readStream(streamName),
      () => acme.findDocument('c', 'k'),
      () => acme.deleteStream(streamName, 'any'),
      () => acme.acquireLease({ name: 'n', owner: 'o', milliseconds: 1 }),
    ];
    for (const [index, each] of ask.entries()) {
      sent.length = 0;
      await each();
      expect(sent.length, `question ${String(index)}: ${sent.join(' / ')}`).toBe(1);
    }
  });

  test('nothing of a tenant is left in a session', async () => {
    const acme = store.forTenant('acme');
    await acme.transact(({ sql }) => sql.query('SELECT 1'));
    await acme.removeFromOutbox(['nothing']);
    const settings = await Promise.all(
      Array.from({ length: 12 }, () =>
        application.query("SELECT coalesce(current_setting('varve.tenant', true), '') AS tenant, pg_sleep(0.02)::text"),
      ),
    );
    expect(new Set(settings.flatMap(({ rows }) => rows.map(({ tenant }) => String(tenant))))).toEqual(new Set(['']));
  });

  test.skipIf(pgbouncerVersion === undefined)('tenants that share sessions through PgBouncer do not mix', async () => {
    const pgbouncer = await startPgbouncer(database.url(), 2, { user: roles.application });
    const pool = new pg.Pool({ connectionString: pgbouncer.url(urlOf(database, roles.application)), max: 12 });
    onTestFinished(async () => {
      await pool.end();
      await pgbouncer.stop();
    });
    const shared = await openPostgresStore({ connection: pool, schema, migrate: false });
    const busy = async (tenant: string): Promise<void> => {
      const handle = shared.forTenant(tenant);
      const streamName = samples.stream('busy');
      for (let round = 1; round <= 15; round += 1) {
        await handle.append({ streamName, expected: { streamVersion: round - 1 }, events: samples.events(1) });
        expect((await handle.readStream(streamName)).streamVersion).toBe(round);
        expect((await handle.findDocument('c', 'k'))?.data).toBe(`"${tenant}"`);
        await handle.transact((unit) => unit.findDocument('c', 'k'));
        expect(await shared.findDocument('c', 'k')).toBeUndefined();
      }
      const names = (await handle.readLog({ filter: { categories: ['busy'] } })).events.map(
        (event) => event.streamName,
      );
      expect(new Set(names)).toEqual(new Set([streamName]));
    };
    await Promise.all(['acme', 'globex'].map(busy));
  });

  test('SQL in a unit is its tenant’s, for policies of one’s own', async () => {
    const seen = await store.forTenant('acme').transact(async ({ sql }) => {
      const { rows } = await sql.query(
        `SELECT current_setting('varve.tenant') AS tenant, count(*) FROM ${s}.documents`,
      );
      return rows;
    });
    expect(seen).toEqual([{ tenant: 'acme', count: '1' }]);
  });

  test('neither a view nor a part of a table is a way around', async () => {
    const parts = await database.sql<{ part: string }>(
      'SELECT inhrelid::regclass::text AS part FROM pg_inherits WHERE inhparent = $1::regclass',
      [`${s}.events`],
    );
    expect(parts.length).toBe(partitions ?? 0);
    for (const { part } of parts) expect((await application.query(`SELECT FROM ${part}`)).rowCount).toBe(0);
    const look = application.query(`SELECT FROM ${s}.events_by_log`);
    if (release === '13') await expect(look).rejects.toMatchObject({ code: '42P01' });
    else expect((await look).rowCount).toBe(0);
    const ids = await application.query(`SELECT * FROM ${s}.event_places LIMIT 1`);
    expect(ids.fields.map(({ name }) => name)).toEqual(['event_id', 'stream_key', 'position']);
  });

  test('the setting that looks past the policies works for the owner alone, and only for ids', async () => {
    for (const [pool, sees] of [
      [application, false],
      [maintenance, true],
    ] as const) {
      const client = await pool.connect();
      onTestFinished(() => client.release());
      await client.query("BEGIN; SET LOCAL varve.unfenced = 'yes'");
      expect((await client.query(`SELECT FROM ${s}.events`)).rowCount === 0).toBe(!sees);
      await client.query('ROLLBACK');
    }
  });

  test('it can be switched on again for other roles', async () => {
    await owner.query(rowSecuritySql({ schema }));
    expect(await counts(maintenance)).toEqual(none);
    await owner.query(rowSecuritySql({ schema, allRows: [roles.maintenance] }));
    expect((await counts(maintenance)).every((count) => count > 1)).toBe(true);
  });
});

test.each([{ schema: 'a$b' }, { allRows: [''] }, { allRows: ['a\0'] }])('%j is refused', (options) => {
  expect(() => rowSecuritySql(options)).toThrow(expect.objectContaining({ code: 'invalid-store-argument' }));
});
