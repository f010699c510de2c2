import pg from 'pg';
import { afterAll, afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { ViewQuery, ViewRow, ViewShape } from '../../runtime/src/store/view.js';
import { checkQuery } from '../../runtime/src/store/check-view-query.js';
import { openPostgresStore, type PostgresEventStore, rowSecuritySql } from '../../runtime/src/stores/postgres/index.js';
import { grantPostgresRoles } from '../../runtime/src/stores/postgres/operations/index.js';
import { examinePostgresStore } from '../../runtime/src/stores/postgres/operations/examine-postgres.js';
import { findViewRows, queryViewRows } from '../../runtime/src/stores/postgres/view-statements.js';
import { allRows, column, openWith, put, writeRows } from '../../runtime/src/testing/contract/cases/view-samples.js';
import { testDatabase } from '../support/postgres/database.js';

const summary: ViewShape = {
  name: 'ordering.OrderSummary',
  hash: 'first',
  key: [column('orderId', 'text')],
  columns: [
    column('status', 'text'),
    column('items', 'integer'),
    column('weight', 'number', true),
    column('total', 'decimal', true),
    column('placedAt', 'instant', true),
    column('paid', 'boolean'),
    column('lines', 'json'),
  ],
  indexes: [['status', 'placedAt'], ['total']],
};
const next: ViewShape = { ...summary, hash: 'next', columns: summary.columns.slice(0, 2), indexes: [] };

const row = (orderId: string, status = 'open'): ViewRow => {
  return [orderId, status, 2, 0.5, '12.50', '2024-02-29T12:00:00.123456789Z', true, '[1]'];
};

describe.each(['13', '18'] as const)('views on PostgreSQL %s', (release) => {
  const database = testDatabase(release);
  let store: PostgresEventStore;
  let pool: pg.Pool;
  beforeEach(async () => {
    await database.sql('DROP SCHEMA IF EXISTS varve CASCADE');
    pool = new pg.Pool({ connectionString: database.url(), max: 8 });
    store = await openPostgresStore({ connection: pool, busyTimeout: 5_000 });
  });
  afterEach(async () => {
    await store.close();
    await pool.end();
  });

  const serve = (view: ViewShape): Promise<void> => store.transact((unit) => unit.serveView(view));

  test('people find what serves under a readable name, in columns of its types', async () => {
    await openWith(store, summary, [row('a'), ['b', 'paid', 0, null, null, '0000-02-29T00:00:00Z', false, 'null']]);
    await writeRows(store.forTenant('acme'), summary, [put(row('a'))]);
    await expect(database.sql('SELECT FROM varve.ordering_order_summary')).rejects.toMatchObject({ code: '42P01' });
    await serve(summary);
    const found = await database.sql(
      `SELECT tenant, "orderId", total::text, "placedAt" AT TIME ZONE 'UTC' AS at FROM varve.ordering_order_summary ORDER BY 1, 2`,
    );
    expect(found.map(({ tenant, orderId, total }) => [tenant, orderId, total])).toEqual([
      ['', 'a', '12.50'],
      ['', 'b', null],
      ['acme', 'a', '12.50'],
    ]);
    const types = await database.sql<{ readonly told: string }>(
      `SELECT column_name || ' ' || data_type AS told FROM information_schema.columns
        WHERE table_schema = 'varve' AND table_name = 'ordering_order_summary' ORDER BY ordinal_position`,
    );
    expect(types.map(({ told }) => told)).toEqual([
      'tenant text',
      'orderId text',
      'status text',
      'items bigint',
      'weight double precision',
      'total numeric',
      'placedAt timestamp with time zone',
      'paid boolean',
      'lines text',
    ]);
  });

  test('the view of SQL is replaced in the commit that serves another generation', async () => {
    await openWith(store, summary, [row('a')]);
    await openWith(store, next, [['x', 'new', 1]]);
    await serve(summary);
    const ids = async (): Promise<unknown> =>
      (await database.sql('SELECT "orderId" FROM varve.ordering_order_summary')).map(({ orderId }) => orderId);
    const failing = store.transact(async (unit) => {
      await unit.serveView(next);
      throw new TypeError('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await ids()).toEqual(['a']);
    await serve(next);
    expect(await ids()).toEqual(['x']);
    await store.transact((unit) => unit.dropView(summary.name, summary.hash));
    const left = await database.sql(`SELECT tablename FROM pg_tables WHERE tablename LIKE 'ordering%'`);
    expect(left.length).toBe(1);
    expect(await ids()).toEqual(['x']);
  });

  test('indexes are used: for conditions, for the order, for pages and for keys', async () => {
    const rows = Array.from({ length: 20_000 }, (_, n): ViewRow => {
      const at = new Date(1.7e12 + n * 1_000).toISOString();
      return [`order-${n}`, `status ${n % 50}`, n, null, n % 3 === 0 ? null : String(n), at, true, '[]'];
    }).map((each) => [...each.slice(0, 4), each[4] ?? null, each[5] ?? null, each[6] ?? null, each[7] ?? null]);
    await openWith(store, summary, rows);
    await database.sql('ANALYZE');
    const plan = async ({ text, parameters }: { readonly text: string; readonly parameters: readonly unknown[] }) =>
      JSON.stringify((await pool.query(`EXPLAIN (FORMAT JSON) ${text}`, [...parameters])).rows);
    const asked = (query: Partial<ViewQuery>) =>
      queryViewRows({ schema: 'varve', tenant: '' }, summary, checkQuery(summary, { ...allRows, limit: 20, ...query }));
    const byStatus = { column: 'status', is: 'equal', value: 'status 7' } as const;
    for (const query of [
      { where: [byStatus], orderBy: [{ column: 'placedAt', descending: false }] },
      { where: [byStatus], orderBy: [{ column: 'placedAt', descending: true }] },
      { where: [byStatus, { column: 'placedAt', is: 'at-least', value: '2023-11-15T00:00:00Z' }] },
      { orderBy: [{ column: 'total', descending: false }] },
      { orderBy: [{ column: 'total', descending: true }] },
      { orderBy: [{ column: 'total', descending: false }], after: ['500', 'order-500'] },
      { where: [{ column: 'total', is: 'one-of', values: ['1', '2'] }] },
      { after: ['order-5'] },
    ] satisfies readonly Partial<ViewQuery>[]) {
      const told = await plan(asked(query).statement);
      expect(told, JSON.stringify(query)).toMatch(/Index (Only )?Scan|Bitmap Index Scan/);
      expect(told, JSON.stringify(query)).not.toContain('Seq Scan');
    }
    const places = Array.from({ length: 30 }, (_, n) => ({ tenant: '', key: [`order-${n * 7}`] }));
    const found = findViewRows({ schema: 'varve', tenant: '' }, summary, places);
    expect(await plan(found.statement)).toMatch(/Index Scan|Bitmap Index Scan/);
  });

  test('what else is called so is left alone, and what was made of a view is not lost', async () => {
    await database.sql('CREATE TABLE varve.ordering_order_summary (mine integer)');
    await expect(store.openView(summary)).rejects.toMatchObject({ code: 'invalid-store-argument' });
    await database.sql('DROP TABLE varve.ordering_order_summary');
    await openWith(store, summary, [row('a')]);
    const same: ViewShape = { ...summary, hash: 'same' };
    await openWith(store, same, [row('b')]);
    await openWith(store, next, [['c', 'new', 1]]);
    await serve(summary);
    await database.sql('CREATE VIEW public.mine AS SELECT "orderId" FROM varve.ordering_order_summary');
    await serve(same);
    expect(await database.sql('SELECT * FROM public.mine')).toEqual([{ orderId: 'b' }]);
    await expect(serve(next)).rejects.toMatchObject({ code: 'maintenance-refused' });
    const states = (await store.findViews(summary.name)).map(({ hash, state }) => `${hash} ${state}`);
    expect(states).toEqual(['same serving', 'first building', 'next building']);
    await database.sql('DROP VIEW public.mine');
    await serve(next);
    expect((await store.findViews(summary.name))[0]?.hash).toBe('next');
  });

  test.each([
    ['a view of theirs', 'CREATE VIEW varve.ordering_order_summary AS SELECT 7 AS mine', 'DROP VIEW'],
    ['a table', 'CREATE TABLE varve.ordering_order_summary (mine integer)', 'DROP TABLE'],
    ['a sequence', 'CREATE SEQUENCE varve.ordering_order_summary', 'DROP SEQUENCE'],
  ])('whoever takes the readable name once a view was opened keeps it: %s', async (_what, taken, drop) => {
    await openWith(store, summary, [row('a')]);
    await database.sql(taken);
    await expect(serve(summary)).rejects.toMatchObject({ code: 'invalid-store-argument', argument: 'view.name' });
    expect((await store.findViews(summary.name)).map(({ state }) => state)).toEqual(['building']);
    const kinds = await database.sql(
      `SELECT relkind FROM pg_class WHERE oid = 'varve.ordering_order_summary'::regclass`,
    );
    expect(kinds).toHaveLength(1);
    await database.sql(`${drop} varve.ordering_order_summary`);
    await serve(summary);
    expect(await database.sql('SELECT "orderId" FROM varve.ordering_order_summary')).toEqual([{ orderId: 'a' }]);
  });

  test('somebody’s view that has taken the place of ours is not replaced with the next generation either', async () => {
    await openWith(store, summary, [row('a')]);
    await serve(summary);
    await openWith(store, { ...summary, hash: 'second' }, [row('b')]);
    await database.sql(
      'DROP VIEW varve.ordering_order_summary; CREATE VIEW varve.ordering_order_summary AS SELECT 7 AS mine',
    );
    await expect(serve({ ...summary, hash: 'second' })).rejects.toMatchObject({ code: 'invalid-store-argument' });
    expect(await database.sql('SELECT * FROM varve.ordering_order_summary')).toEqual([{ mine: 7 }]);
    expect((await store.findViews(summary.name))[0]).toMatchObject({ hash: 'first', state: 'serving' });
  });

  test('a view that is held shared is not had alone: who asks waits in the database, and not for ever', async () => {
    await store.openView(summary);
    const waiting = async (): Promise<number> => {
      const rows = await database.sql(`SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`);
      return rows.length;
    };
    const order: string[] = [];
    let alone: Promise<unknown> = Promise.resolve();
    await store.transact(async (unit) => {
      await unit.holdView(summary.name, 'shared');
      alone = store.transact(async (other) => {
        await other.holdView(summary.name, 'alone');
        order.push('alone');
      });
      while ((await waiting()) === 0) await new Promise((resolve) => setImmediate(resolve));
      order.push('shared');
    });
    await alone;
    expect(order).toEqual(['shared', 'alone']);
    const impatient = await openPostgresStore({ connection: pool, busyTimeout: 100 });
    await store.transact(async (unit) => {
      await unit.holdView(summary.name, 'alone');
      const asked = impatient.transact((other) => other.holdView(summary.name, 'shared'));
      await expect(asked).rejects.toMatchObject({ code: 'store-busy' });
      await expect(impatient.openView(next)).rejects.toMatchObject({ code: 'store-busy' });
    });
    await impatient.close();
  });

  test('one unit writes beside a view’s rows while another is being served: the later sees what the earlier did', async () => {
    await openWith(store, summary, []);
    await openWith(store, next, []);
    const seen: string[] = [];
    const append = async (n: number): Promise<void> => {
      await store.transact(async (unit) => {
        const generations = await unit.holdView(summary.name, 'shared');
        for (const { shape, hash } of generations) {
          const whole: ViewRow = hash === 'next' ? [`o${n}`, 'x', n] : row(`o${n}`);
          await unit.writeRows(shape, [put(whole)]);
        }
        seen.push(generations.map(({ state }) => state).join());
      });
    };
    await append(24);
    await Promise.all([
      ...Array.from({ length: 12 }, (_, n) => append(n)),
      serve(summary),
      ...Array.from({ length: 12 }, (_, n) => append(n + 12)),
    ]);
    await append(25);
    expect((await store.queryRows(summary, allRows)).length).toBe(26);
    expect((await store.queryRows(next, allRows)).length).toBe(26);
    expect([seen[0], seen.at(-1)]).toEqual(['building,building', 'serving,building']);
    expect((await store.findViews(summary.name))[0]).toMatchObject({ hash: 'first', state: 'serving' });
  });

  test('tables of views are no drift for the doctor', async () => {
    await openWith(store, summary, [row('a')]);
    await serve(summary);
    const { findings, checked } = await examinePostgresStore({ connection: database.url() });
    expect(checked).toContain('postgres/schema-drift');
    expect(findings.filter(({ code }) => code === 'postgres/schema-drift')).toEqual([]);
  });
});

describe.each(['13', '18'] as const)('roles and views on PostgreSQL %s', (release) => {
  const database = testDatabase(release);
  const roles = {
    reader: `view_reader_${release}`,
    writer: `view_writer_${release}`,
    maintenance: `view_care_${release}`,
  };
  const user = `view_user_${release}`;
  afterAll(async () => {
    for (const role of [user, ...Object.values(roles)]) await database.sql(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
  });

  async function openAs(role: string): Promise<PostgresEventStore> {
    await database.sql(`REVOKE ${Object.values(roles).join(', ')} FROM ${user}; GRANT ${role} TO ${user}`);
    const connection = database.url().replace('postgres@', `${user}@`);
    const store = await openPostgresStore({ connection, migrate: false });
    onTestFinished(() => store.close());
    return store;
  }

  test('maintenance opens views, a writer fills, serves and drops them, a reader reads', async () => {
    await database.sql(`CREATE ROLE ${user} LOGIN`);
    await (await openPostgresStore({ connection: database.url() })).close();
    await grantPostgresRoles({ connection: database.url() }, roles);
    const writer = await openAs(roles.writer);
    const refused = writer.openView(summary);
    await expect(refused).rejects.toMatchObject({ code: 'maintenance-refused' });
    await expect(refused).rejects.toThrow(/role for maintenance: open the view there once/);
    expect(await writer.findViews(summary.name)).toEqual([]);
    await writer.close();

    const maintenance = await openAs(roles.maintenance);
    await maintenance.openView(summary);
    await maintenance.openView(next);
    await maintenance.close();

    const allowed = await openAs(roles.writer);
    await openWith(allowed, summary, [row('a')]);
    await allowed.transact((unit) => unit.serveView(summary));
    await writeRows(allowed, summary, [{ key: ['a'], row: undefined }, put(row('b'))]);
    await allowed.transact((unit) => unit.dropView(next.name, next.hash));
    await allowed.close();

    const reader = await openAs(roles.reader);
    expect(await reader.queryRows(summary, allRows)).toEqual([row('b')]);
    await expect(writeRows(reader, summary, [put(row('c'))])).rejects.toMatchObject({ code: 'store-read-only' });
    await expect(reader.transact((unit) => unit.serveView(summary))).rejects.toMatchObject({
      code: 'maintenance-refused',
    });
    const sql = new pg.Client(database.url().replace('postgres@', `${user}@`));
    await sql.connect();
    expect((await sql.query('SELECT "orderId" FROM varve.ordering_order_summary')).rows).toEqual([{ orderId: 'b' }]);
    await expect(sql.query('DELETE FROM varve.views')).rejects.toMatchObject({ code: '42501' });
    await sql.end();
    await reader.close();
  });

  test('roles that are given again have their rights on the views that are there', async () => {
    await database.sql(`DO $$ DECLARE t text; BEGIN
      FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'varve' AND tablename LIKE 'ordering%' LOOP
        EXECUTE format('REVOKE ALL ON varve.%I FROM ${Object.values(roles).join(', ')}', t);
        EXECUTE format('GRANT ALL ON varve.%I TO ${roles.reader}', t);
      END LOOP; END $$`);
    await grantPostgresRoles({ connection: database.url() }, roles);
    const writer = await openAs(roles.writer);
    await writeRows(writer, summary, [put(row('d'))]);
    await writer.close();
    const reader = await openAs(roles.reader);
    await expect(writeRows(reader, summary, [put(row('e'))])).rejects.toMatchObject({ code: 'store-read-only' });
    expect((await reader.queryRows(summary, allRows)).length).toBe(2);
    await reader.close();
  });
});

describe.each(['13', '18'] as const)('row-level security and views on PostgreSQL %s', (release) => {
  const database = testDatabase(release);
  const [application, everybody] = [`view_app_${release}`, `view_all_${release}`];
  afterAll(async () => {
    for (const role of [application, everybody]) await database.sql(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
  });

  test.each(['before', 'after'])('covers tables of views that were made %s it was switched on', async (when) => {
    const schema = `fenced_${when}`;
    for (const role of [application, everybody]) {
      const [known] = await database.sql('SELECT FROM pg_roles WHERE rolname = $1', [role]);
      if (known === undefined) await database.sql(`CREATE ROLE ${role} LOGIN NOSUPERUSER NOBYPASSRLS`);
    }
    const owner = await openPostgresStore({ connection: database.url(), schema });
    await database.sql(`GRANT USAGE ON SCHEMA ${schema} TO ${application}, ${everybody};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${application}, ${everybody}`);
    const fence = () => database.sql(rowSecuritySql({ schema, allRows: [everybody] }));
    if (when === 'after') await fence();
    await owner.openView(summary);
    await owner.transact((unit) => unit.serveView(summary));
    if (when === 'before') await fence();
    await owner.close();

    const as = (role: string): string => database.url().replace('postgres@', `${role}@`);
    const store = await openPostgresStore({ connection: as(application), schema, migrate: false });
    for (const tenant of ['acme', 'globex']) await writeRows(store.forTenant(tenant), summary, [put(row(tenant))]);
    expect(await store.forTenant('acme').queryRows(summary, allRows)).toEqual([row('acme')]);
    expect(await store.queryRows(summary, allRows)).toEqual([]);
    const forgotten = writeRows(store, summary, [put(row('nobody'))]);
    await expect(forgotten).rejects.toMatchObject({ code: 'store-read-only' });
    await store.close();

    const [{ table } = { table: '' }] = await database.sql<{ readonly table: string }>(
      `SELECT table_name AS table FROM ${schema}.views`,
    );
    for (const [role, tenant, rows] of [
      [application, 'acme', 1],
      [application, '', 0],
      [everybody, '', 2],
    ] as const) {
      const client = new pg.Client(as(role));
      await client.connect();
      await client.query(`SET varve.tenant = '${tenant}'`);
      expect((await client.query(`SELECT FROM ${schema}.${table}`)).rowCount).toBe(rows);
      const shown = client.query(`SELECT FROM ${schema}.ordering_order_summary`);
      if (release === '13') await expect(shown).rejects.toMatchObject({ code: '42P01' });
      else expect((await shown).rowCount).toBe(rows);
      await client.end();
    }
  });
});
