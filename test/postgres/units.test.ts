import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  openPostgresStore,
  type PostgresEventStore,
  type PostgresStoreOptions,
  type UnitSql,
} from '../../runtime/src/stores/postgres/index.js';
import { createSamples } from '../../runtime/src/testing/contract/samples.js';
import { testDatabase } from '../support/postgres/database.js';
import { freshSchema } from './fresh-schema.js';

const database = testDatabase('18');
const samples = createSamples();
let tables = 0;

interface Scene {
  readonly store: PostgresEventStore;
  /** One connection, so that whoever leaves it in a bad state is found out by the next. */
  readonly pool: pg.Pool;
  /** A read model. */
  readonly totals: string;
}

async function scene(options: Partial<PostgresStoreOptions> = {}): Promise<Scene> {
  const pool = new pg.Pool({ connectionString: database.url(), max: 1 });
  pool.on('error', () => undefined);
  const store = await openPostgresStore({ connection: pool, schema: freshSchema(), ...options });
  onTestFinished(async () => {
    await store.close();
    await pool.end();
  });
  tables += 1;
  const totals = `totals_${tables}`;
  await database.sql(`CREATE TABLE ${totals} (id text PRIMARY KEY, cents bigint NOT NULL, seen jsonb)`);
  return { store, pool, totals };
}

const appendOne = (streamName = samples.stream()) => ({
  streamName,
  expected: 'any' as const,
  events: samples.events(1),
});

/** The connection is where it was before: outside of any transaction, at the defaults. */
async function claimClean(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ fresh: boolean; lock_timeout: string }>(
    "SELECT pg_current_xact_id_if_assigned() IS NULL AS fresh, current_setting('lock_timeout') AS lock_timeout",
  );
  expect(rows).toEqual([{ fresh: true, lock_timeout: '0' }]);
  const { rows: again } = await pool.query<{ outside: boolean }>('SELECT now() <> $1::timestamptz AS outside', [
    (await pool.query<{ now: Date }>('SELECT now()::text AS now')).rows[0]?.now,
  ]);
  expect(again).toEqual([{ outside: true }]);
}

describe('SQL within a unit', () => {
  test('read-model rows are written in the commit of the events', async () => {
    const { store, pool, totals } = await scene();
    const request = appendOne();
    await store.transact(async ({ append, sql }) => {
      await append(request);
      const { rowCount } = await sql.query(`INSERT INTO ${totals} VALUES ($1, $2, $3)`, ['a', 100, { n: [1] }]);
      expect(rowCount).toBe(1);
      const { rows } = await sql.query(`SELECT id, cents, seen FROM ${totals}`);
      expect(rows).toEqual([{ id: 'a', cents: '100', seen: { n: [1] } }]);
    });
    expect(await database.sql(`SELECT id FROM ${totals}`)).toEqual([{ id: 'a' }]);
    expect((await store.readStream(request.streamName)).streamVersion).toBe(1);
    await claimClean(pool);
  });

  test('rows of a unit that conflicts are not written, although its work ended well', async () => {
    const { store, pool, totals } = await scene();
    const unit = store.transact(async ({ append, sql }) => {
      await sql.query(`INSERT INTO ${totals} VALUES ('a', 1)`);
      await append({ ...appendOne(), expected: { streamVersion: 9 } });
    });
    await expect(unit).rejects.toMatchObject({ code: 'unit-poisoned' });
    expect(await database.sql(`SELECT FROM ${totals}`)).toEqual([]);
    await claimClean(pool);
  });

  test('an error of a user’s statement is the user’s to see, and poisons the unit', async () => {
    const { store, pool, totals } = await scene();
    const request = appendOne();
    const unit = store.transact(async ({ append, sql }) => {
      await append(request);
      await sql.query(`INSERT INTO ${totals} VALUES ('a', 1)`);
      const twice = sql.query(`INSERT INTO ${totals} VALUES ('a', 2)`);
      await expect(twice).rejects.toMatchObject({ code: '23505', constraint: `${totals}_pkey` });
      await expect(sql.query('SELECT 1')).rejects.toMatchObject({ code: 'unit-poisoned' });
    });
    await expect(unit).rejects.toMatchObject({ code: 'unit-poisoned' });
    expect((await store.readStream(request.streamName)).state).toBe('absent');
    await claimClean(pool);
  });

  test('a unique index of the user’s that is met in the commit is the user’s error too', async () => {
    const { store, pool, totals } = await scene();
    const request = appendOne();
    await database.sql(`ALTER TABLE ${totals} ADD UNIQUE (cents) DEFERRABLE INITIALLY DEFERRED`);
    const unit = store.transact(async ({ append, sql }) => {
      await append(request);
      await sql.query(`INSERT INTO ${totals} VALUES ('a', 1), ('b', 1)`);
    });
    await expect(unit).rejects.toMatchObject({ code: '23505', constraint: `${totals}_cents_key` });
    expect((await store.readStream(request.streamName)).state).toBe('absent');
    await claimClean(pool);
  });

  test.each([
    'COMMIT',
    ' -- a comment\n commit',
    '/* a /* nested */ one */ ROLLBACK',
    'BEGIN',
    'START TRANSACTION',
    'END',
    'ABORT',
    'SAVEPOINT mine',
    "SET synchronous_commit = 'off'",
    'RESET ALL',
    'DISCARD ALL',
    "PREPARE TRANSACTION 'mine'",
    'LISTEN news',
    '',
    '/* never ended',
  ])('«%s» is refused, and the unit with it', async (text) => {
    const { store, pool, totals } = await scene();
    const unit = store.transact(async ({ sql }) => {
      await sql.query(`INSERT INTO ${totals} VALUES ('before', 1)`);
      await sql.query(text);
    });
    await expect(unit).rejects.toMatchObject({ code: 'invalid-store-argument' });
    expect(await database.sql(`SELECT FROM ${totals}`)).toEqual([]);
    await claimClean(pool);
  });

  test('a second statement in one text is refused by PostgreSQL, with parameters and without', async () => {
    const { store, pool, totals } = await scene();
    for (const parameters of [[], ['a']]) {
      const unit = store.transact(({ sql }) =>
        sql.query(`INSERT INTO ${totals} VALUES ('${parameters.length}', 1); COMMIT`, parameters),
      );
      await expect(unit).rejects.toMatchObject({ code: expect.stringMatching(/^(42601|08P01)$/) });
    }
    expect(await database.sql(`SELECT FROM ${totals}`)).toEqual([]);
    await claimClean(pool);
  });

  test('statements after the unit’s end are refused', async () => {
    const { store, totals } = await scene();
    let kept: UnitSql | undefined;
    await store.transact(({ sql }) => {
      kept = sql;
    });
    await expect(kept?.query(`INSERT INTO ${totals} VALUES ('late', 1)`)).rejects.toMatchObject({
      code: 'unit-closed',
    });
  });

  test('steps that nobody waited for are still part of the unit', async () => {
    const { store, totals } = await scene();
    const requests = [appendOne(), appendOne()];
    await store.transact(({ append, sql }) => {
      for (const request of requests) void append(request);
      void sql.query(`INSERT INTO ${totals} VALUES ('a', 1)`);
    });
    expect((await store.readLog()).events.length).toBe(2);
    expect(await database.sql(`SELECT id FROM ${totals}`)).toEqual([{ id: 'a' }]);
  });

  test('the conversions that a program has set for its own queries do not touch what is stored', async () => {
    const pool = new pg.Pool({ connectionString: database.url(), types: { getTypeParser: () => () => 'spoilt' } });
    onTestFinished(() => pool.end());
    const store = await openPostgresStore({ connection: pool, schema: freshSchema() });
    const request = appendOne();
    expect(await store.append(request)).toMatchObject({ kind: 'appended', streamVersion: 1, deduplicated: false });
    expect((await store.readLog()).events).toMatchObject([{ data: request.events[0]?.data, position: 0 }]);
    await store.close();
  });

  test('neither does a store touch the conversions of a program', async () => {
    const store = await openPostgresStore({ connection: database.url(), schema: freshSchema() });
    await store.append(appendOne());
    const client = new pg.Client({ connectionString: database.url() });
    await client.connect();
    const { rows } = await client.query(`SELECT count(*), '{"a":1}'::json AS json, now() AS at FROM pg_class`);
    await client.end();
    expect(rows).toEqual([{ count: expect.any(String), json: { a: 1 }, at: expect.any(Date) }]);
    await store.close();
  });
});

describe('units in each other’s way', () => {
  test('who waits for a stream too long is told to try again, and has stored nothing', async () => {
    const { store } = await scene();
    const impatient = await openPostgresStore({ connection: database.url(), schema: freshSchema(), busyTimeout: 150 });
    onTestFinished(() => impatient.close());
    const request = appendOne();
    await impatient.transact(async ({ append }) => {
      await append(request);
      await expect(impatient.append(appendOne(request.streamName))).rejects.toMatchObject({ code: 'store-busy' });
      const closing = impatient.deleteStream(request.streamName, 'any');
      await expect(closing).rejects.toMatchObject({ code: 'store-busy' });
      const other = impatient.transact((unit) => unit.append(appendOne(request.streamName)));
      await expect(other).rejects.toMatchObject({ code: 'store-busy' });
      // Nobody waits on another stream.
      expect((await impatient.append(appendOne())).kind).toBe('appended');
    });
    expect((await impatient.readStream(request.streamName)).streamVersion).toBe(1);
    expect((await store.readLog()).events).toEqual([]);
  });

  test('who finds no free connection in time is told to try again', async () => {
    const { store } = await scene({ busyTimeout: 100 });
    await store.transact(async () => {
      await expect(store.append(appendOne())).rejects.toMatchObject({ code: 'store-busy' });
      await expect(store.readLog()).rejects.toMatchObject({ code: 'store-busy' });
    });
    expect((await store.append(appendOne())).kind).toBe('appended');
  });

  test('who gives up while waiting for a connection has stored nothing', async () => {
    const { store } = await scene();
    const controller = new AbortController();
    await store.transact(async () => {
      const waiting = store.append(appendOne(), { signal: controller.signal });
      controller.abort('enough');
      await expect(waiting).rejects.toMatchObject({ code: 'operation-aborted', cause: 'enough' });
    });
    expect(await store.head()).toBeUndefined();
  });

  test('nobody acquires a lease while a unit holds it, but its owner can renew it', async () => {
    const store = await openPostgresStore({ connection: database.url(), schema: freshSchema() });
    onTestFinished(() => store.close());
    const acquire = (owner: string, milliseconds: number) =>
      store.acquireLease({ name: 'mailer', owner, milliseconds });
    const { lease } = await acquire('a', 60_000);
    const order: string[] = [];
    let asking: Promise<unknown> = Promise.resolve();
    await store.transact(async (unit) => {
      await unit.holdLease(lease);
      expect(await acquire('b', 60_000)).toMatchObject({ kind: 'held' });
      expect(await store.renewLease(lease, 1)).toMatchObject({ owner: 'a', epoch: 1 });
      await new Promise((resolve) => setTimeout(resolve, 20));
      asking = acquire('b', 60_000).then(({ kind, lease: { epoch } }) => order.push(`${kind} ${epoch}`));
      await expect
        .poll(() => database.sql("SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'"))
        .toHaveLength(1);
      await unit.putDocument({ collection: 'c', key: 'k', data: '1' }, 0);
      order.push('written');
    });
    await asking;
    expect(order).toEqual(['written', 'acquired 2']);
    const late = store.transact((unit) => unit.holdLease(lease));
    await expect(late).rejects.toMatchObject({ code: 'lease-lost' });
    expect(await store.renewLease(lease, 1_000)).toBeUndefined();
  });

  test('nobody writes a document that a unit has found before the unit has ended', async () => {
    const store = await openPostgresStore({ connection: database.url(), schema: freshSchema() });
    onTestFinished(() => store.close());
    const document = (data: string) => ({ collection: 'c', key: 'k', data });
    await store.transact((unit) => unit.putDocument(document('1'), 0));
    const order: string[] = [];
    let writing: Promise<unknown> = Promise.resolve();
    await store.transact(async (unit) => {
      expect(await unit.findDocument('c', 'k')).toMatchObject({ revision: 1 });
      // Others may find it as well.
      expect(await store.transact((other) => other.findDocument('c', 'k'))).toMatchObject({ revision: 1 });
      writing = store.transact((other) => other.putDocument(document('2'), 1)).then(({ kind }) => order.push(kind));
      await expect
        .poll(() => database.sql("SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'"))
        .toHaveLength(1);
      order.push('looked');
    });
    await writing;
    expect(order).toEqual(['looked', 'written']);
  });

  test('a session that is killed between two steps fails its unit, and the next one has a new session', async () => {
    const { store, pool } = await scene();
    const request = appendOne();
    const unit = store.transact(async ({ append, sql }) => {
      await append(request);
      const { rows } = await sql.query('SELECT pg_backend_pid() AS pid');
      await database.sql('SELECT pg_terminate_backend($1)', [rows[0]?.['pid']]);
      await expect
        .poll(
          async () => (await database.sql('SELECT FROM pg_stat_activity WHERE pid = $1', [rows[0]?.['pid']])).length,
        )
        .toBe(0);
      await append(appendOne());
    });
    await expect(unit).rejects.toMatchObject({ code: 'store-unavailable' });
    await claimClean(pool);
    expect(await store.head()).toBeUndefined();
    expect((await store.append(request)).kind).toBe('appended');
  });

  test('a transaction that idles too long is ended by PostgreSQL, and no statement runs outside of it', async () => {
    const { store, pool } = await scene();
    const request = appendOne();
    const unit = store.transact(async ({ append, sql }) => {
      await sql.query("SELECT set_config('idle_in_transaction_session_timeout', '50', true)");
      await append(request);
      await new Promise((resolve) => setTimeout(resolve, 400));
      await append(appendOne());
    });
    await expect(unit).rejects.toMatchObject({ code: 'store-unavailable' });
    await claimClean(pool);
    expect(await store.head()).toBeUndefined();
  });
});
