import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { openPostgresStore } from '../../../runtime/src/stores/postgres/index.js';
import { migrationLockClass } from '../../../runtime/src/stores/postgres/layout/migration-script.js';
import { currentLayout } from '../../../runtime/src/stores/postgres/layout/migrations.js';
import { compareSchemas } from '../../../runtime/src/stores/postgres/operations/compare-schemas.js';
import {
  describeSchema,
  type SchemaDescription,
} from '../../../runtime/src/stores/postgres/operations/describe-schema.js';
import {
  migratePostgres,
  type PostgresOperationOptions,
  planPostgresMigration,
} from '../../../runtime/src/stores/postgres/operations/index.js';
import { expectedSchema } from '../../../runtime/src/stores/postgres/operations/expected-schema.js';
import { withSession } from '../../../runtime/src/stores/postgres/operations/session.js';
import { release as runtimeRelease } from '../../../runtime/src/stores/release.js';
import { createSamples } from '../../../runtime/src/testing/contract/samples.js';
import { buildChild, startChild, temporaryFolder } from '../../faults/child-programs.js';
import { testDatabase } from '../../support/postgres/database.js';

const samples = createSamples();
const folder = temporaryFolder();
const layout1 = readFileSync(new URL('../layout-1.sql', import.meta.url), 'utf8');
const hasPsql = spawnSync('psql', ['--version']).status === 0;

/** Runs a script as a database administrator would. */
async function runScript(connection: string, sql: string, isStrict = true): Promise<string> {
  if (hasPsql) {
    const strict = isStrict ? ['-v', 'ON_ERROR_STOP=1'] : [];
    const { status, stderr } = spawnSync('psql', [connection, '-X', '-q', ...strict, '-f', '-'], {
      input: sql,
      encoding: 'utf8',
    });
    return status === 0 && !/ERROR/.test(stderr) ? '' : stderr;
  }
  const client = new pg.Client(connection);
  await client.connect();
  try {
    await client.query(sql);
    return '';
  } catch (error) {
    return String(error);
  } finally {
    await client.end();
  }
}

const described = (options: PostgresOperationOptions): Promise<SchemaDescription> =>
  withSession(options, describeSchema);

describe.each(['13', '18'] as const)('migrating, on PostgreSQL %s', (release) => {
  const database = testDatabase(release);
  const member = `ada_${release}`;
  const owners = `owners_${release}`;

  beforeEach(async () => {
    await database.sql(`DROP SCHEMA IF EXISTS varve CASCADE; CREATE ROLE ${member} LOGIN; CREATE ROLE ${owners}`);
  });
  afterEach(async () => {
    await database.sql(`DROP OWNED BY ${member}, ${owners} CASCADE; DROP ROLE ${member}; DROP ROLE ${owners}`);
  });
  const as = (user: string): string => database.url().replace('postgres@', `${user}@`);

  async function holding(statement: string): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: database.url(), application_name: 'somebody' });
    await client.connect();
    onTestFinished(() => client.end());
    await client.query('BEGIN');
    await client.query(statement);
    return client;
  }

  test.each(['varve', 'it’s "odd"', "o'clock"])(
    'the printed script makes what migrating makes, in %s',
    async (schema) => {
      const options = { connection: database.url(), schema };
      const plan = await planPostgresMigration(options);
      expect(plan).toMatchObject({ from: 0, to: currentLayout, obstacles: [], history: [] });
      expect(await described(options)).toEqual({});
      expect(await runScript(database.url(), plan.sql)).toBe('');
      expect(compareSchemas(await described(options), expectedSchema)).toEqual([]);
      expect(await planPostgresMigration(options)).toMatchObject({ from: currentLayout, sql: '' });
      const store = await openPostgresStore({ ...options, migrate: false });
      await store.append({ streamName: samples.stream(), expected: 'any', events: samples.events(2) });
      expect((await store.readLog()).events.length).toBe(2);
      await store.close();
      // Once more it is refused as a whole, even by a shell that goes on after errors.
      expect(await runScript(database.url(), plan.sql, false)).toMatch(/not of layout 0 any more/);
      expect(compareSchemas(await described(options), expectedSchema)).toEqual([]);
      await database.sql(`DROP SCHEMA ${pg.escapeIdentifier(schema)} CASCADE`);
    },
  );

  test('makes events in parts where that is wanted, once and for all', async () => {
    const options = { connection: database.url(), schema: 'parts' };
    await expect(planPostgresMigration({ ...options, partitions: 1 })).rejects.toMatchObject({
      code: 'invalid-store-argument',
    });
    expect(await planPostgresMigration({ ...options, partitions: 3 })).toMatchObject({ from: 0 });
    expect(await migratePostgres({ ...options, partitions: 3 })).toMatchObject({ changed: true });
    expect(await migratePostgres({ ...options, partitions: 3 })).toMatchObject({ changed: false });
    expect(await migratePostgres(options)).toMatchObject({ changed: false });
    await expect(migratePostgres({ ...options, partitions: 4 })).rejects.toThrow(/lie in 3 parts and stay there/);
    await (await openPostgresStore({ ...options, partitions: 3, migrate: false })).close();
    await database.sql('DROP SCHEMA parts CASCADE');
  });

  test('the printed script takes an earlier layout to the same tables, and keeps what lies in them', async () => {
    await database.sql(layout1);
    const earlier = await openPostgresStore(as('postgres')).catch((error: unknown) => error);
    if (earlier instanceof Error) throw earlier;
    await database.sql('DROP SCHEMA varve CASCADE');
    await database.sql(layout1);
    const options = { connection: database.url() };
    const plan = await planPostgresMigration(options);
    expect(plan).toMatchObject({ from: 1, to: currentLayout, obstacles: [] });
    expect(plan.sql).not.toContain('CREATE SCHEMA');
    expect(await runScript(database.url(), plan.sql)).toBe('');
    expect(compareSchemas(await described(options), expectedSchema)).toEqual([]);
    const { history } = await planPostgresMigration(options);
    expect(history.map(({ layout, from, release: by }) => [layout, from, by])).toEqual([
      [1, 0, undefined],
      [currentLayout, 1, runtimeRelease],
    ]);
    const store = await openPostgresStore({ ...options, migrate: false });
    expect(await store.logId()).toBe('2b1d3c52-8f10-4f5e-9c35-0c9f0e6f0b11');
    await store.close();
    expect(await runScript(database.url(), plan.sql, false)).toMatch(/not of layout 1 any more/);
  });

  test('a program of the first layout goes on working on newer tables', async () => {
    await database.sql(layout1);
    const append = `SELECT verdict FROM varve.append_v1('s-1', 's', 0, ARRAY[gen_random_uuid()], ARRAY['t'], ARRAY[1::bigint],
      ARRAY['{}'], ARRAY['{}'], '{}', '{}', '{}', NULL, false, false, '1000')`;
    await migratePostgres({ connection: database.url() });
    expect(await database.sql(append)).toEqual([{ verdict: 'appended' }]);
    expect(await database.sql('SELECT least_layout FROM varve.log')).toEqual([{ least_layout: 1 }]);
  });

  test('who may read events may read what is new, as programs stay at work meanwhile', async () => {
    await database.sql(layout1);
    await database.sql(`GRANT USAGE ON SCHEMA varve TO ${member}; GRANT SELECT ON varve.log, varve.events TO ${member};
      GRANT SELECT ON varve.log TO ${owners}`);
    await migratePostgres({ connection: database.url() });
    const may = (role: string, table: string) =>
      database.sql(`SELECT has_table_privilege('${role}', 'varve.${table}', 'SELECT') AS may`);
    for (const table of ['archived_events', 'schema_history']) {
      expect(await may(member, table)).toEqual([{ may: true }]);
      expect(await may(owners, table)).toEqual([{ may: false }]);
    }
    // Where ids lie is looked at by whoever appends, roles of the release before included.
    expect(await may(owners, 'event_places')).toEqual([{ may: true }]);
  });

  test('the view of JSON is made where it is asked for, then or later', async () => {
    const options = { connection: database.url(), jsonbView: true };
    await migratePostgres({ connection: database.url() });
    const plan = await planPostgresMigration(options);
    expect(plan).toMatchObject({ from: currentLayout, to: currentLayout });
    expect(plan.sql).toContain('events_json');
    expect(plan.sql).not.toContain('CREATE TABLE');
    const opening = openPostgresStore({ ...options, migrate: false });
    await expect(opening).rejects.toMatchObject({ code: 'store-unavailable' });
    expect(await runScript(database.url(), plan.sql)).toBe('');
    expect(await migratePostgres(options)).toMatchObject({ changed: false });
    await (await openPostgresStore({ ...options, migrate: false })).close();
    await database.sql('DROP SCHEMA varve CASCADE');
    expect(await migratePostgres(options)).toMatchObject({ from: 0, changed: true });
    expect(await planPostgresMigration(options)).toMatchObject({ sql: '' });
  });

  test('any number at once, one of them does it', async () => {
    const reports = await Promise.all(
      Array.from({ length: 20 }, () => migratePostgres({ connection: database.url() })),
    );
    expect(reports.filter(({ from }) => from === 0)).toHaveLength(1);
    expect(reports.filter(({ from }) => from === currentLayout)).toHaveLength(19);
    expect(reports.map(({ history }) => history.length)).toEqual(reports.map(() => 1));
    expect(compareSchemas(await described({ connection: database.url() }), expectedSchema)).toEqual([]);
  });

  test('killed in the middle, it has done nothing', async () => {
    await database.sql(layout1);
    const before = await described({ connection: database.url() });
    // Whatever it makes first it has made when it comes to the row of the log.
    const holder = await holding('SELECT FROM varve.log FOR UPDATE');
    const child = startChild(await buildChild('../../postgres/children/migrate-store', folder), [database.url()]);
    await child.line('ready');
    child.process.stdin?.write('go\n');
    const blocked = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await expect.poll(() => database.sql(blocked).then((rows) => rows.length), { timeout: 20_000 }).toBe(1);
    child.process.kill('SIGKILL');
    expect(await child.ended()).toBe('SIGKILL');
    await holder.query('ROLLBACK');
    const others = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND pid <> pg_backend_pid()`;
    await expect.poll(() => database.sql(others).then((rows) => rows.length), { timeout: 20_000 }).toBe(0);
    expect(await described({ connection: database.url() })).toEqual(before);
    expect(await migratePostgres({ connection: database.url() })).toMatchObject({ from: 1, to: currentLayout });
  });

  test.each([
    ['another migration', `SELECT pg_advisory_xact_lock(${migrationLockClass}, hashtext('varve'))`],
    ['a transaction', 'SELECT FROM varve.log FOR UPDATE'],
  ])('waits for %s only so long, and says who it is', async (_what, statement) => {
    await database.sql(layout1);
    const holder = await holding(statement);
    const [{ pid } = {}] = (await holder.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows;
    const refused = migratePostgres({ connection: database.url(), lockTimeout: 200 });
    await expect(refused).rejects.toMatchObject({
      code: 'maintenance-refused',
      message: expect.stringMatching(
        new RegExp(
          `for 200 ms\\. Session ${pid} \\(somebody, idle in transaction\\).*pg_terminate_backend\\(${pid}\\)`,
        ),
      ),
    });
    await holder.query('ROLLBACK');
    expect(await migratePostgres({ connection: database.url() })).toMatchObject({ from: 1 });
  });

  test('tables of a newer release and of somebody else are left alone', async () => {
    await migratePostgres({ connection: database.url() });
    await database.sql('UPDATE varve.log SET layout = 99, least_layout = 99');
    const newer = { code: 'newer-store-layout', found: 99, supported: currentLayout };
    await expect(planPostgresMigration({ connection: database.url() })).rejects.toMatchObject(newer);
    await expect(migratePostgres({ connection: database.url() })).rejects.toMatchObject(newer);
    await database.sql('CREATE SCHEMA other; CREATE TABLE other.events (a integer)');
    const options = { connection: database.url(), schema: 'other' };
    await expect(migratePostgres(options)).rejects.toMatchObject({ code: 'not-a-varve-store' });
    expect(Object.keys(await described(options))).toEqual(['table events']);
    await database.sql('DROP SCHEMA other CASCADE');
  });

  test('a newer layout that this release may use is left as it is', async () => {
    await migratePostgres({ connection: database.url() });
    await database.sql('UPDATE varve.log SET layout = 99');
    expect(await migratePostgres({ connection: database.url() })).toMatchObject({ from: 99, to: 99 });
    expect(await database.sql('SELECT layout FROM varve.log')).toEqual([{ layout: 99 }]);
  });

  test('who may not is told what would let them, and that does', async () => {
    const options = { connection: as(member) };
    const [first = ''] = (await planPostgresMigration(options)).obstacles;
    expect(first).toMatch(/may not make a schema/);
    await expect(migratePostgres(options)).rejects.toMatchObject({ code: 'maintenance-refused', obstacles: [first] });
    await database.sql(/GRANT CREATE ON DATABASE .*? TO \w+;/.exec(first)?.[0] ?? '');
    expect(await migratePostgres(options)).toMatchObject({ from: 0 });

    await database.sql(`DROP SCHEMA varve CASCADE; CREATE SCHEMA varve`);
    const [second = ''] = (await planPostgresMigration(options)).obstacles;
    await expect(migratePostgres(options)).rejects.toMatchObject({ code: 'maintenance-refused', obstacles: [second] });
    await database.sql(/GRANT USAGE, CREATE ON SCHEMA .*;/.exec(second)?.[0] ?? '');
    expect(await migratePostgres(options)).toMatchObject({ from: 0 });
  });

  test('who does not own the tables is told whose they are, and becoming a member helps', async () => {
    await database.sql(`CREATE SCHEMA varve AUTHORIZATION ${owners}; GRANT USAGE ON SCHEMA varve TO ${member}`);
    await database.sql(`SET ROLE ${owners}; ${layout1.replace('CREATE SCHEMA "varve";', '')}; RESET ROLE`);
    await database.sql(`GRANT SELECT ON ALL TABLES IN SCHEMA varve TO ${member}`);
    const options = { connection: as(member) };
    const [obstacle = ''] = (await planPostgresMigration(options)).obstacles;
    await expect(migratePostgres(options)).rejects.toMatchObject({
      code: 'maintenance-refused',
      obstacles: [obstacle],
    });
    await database.sql(/GRANT \w+ TO \w+;/.exec(obstacle)?.[0] ?? '');
    expect(await migratePostgres(options)).toMatchObject({ from: 1, to: currentLayout });
  });

  test('whatever is made belongs to the owner of the schema, whoever of its members makes it', async () => {
    await database.sql(`CREATE SCHEMA varve AUTHORIZATION ${owners}; GRANT ${owners} TO ${member}`);
    await migratePostgres({ connection: as(member) });
    const strangers = await database.sql(
      `SELECT relname FROM pg_class WHERE relnamespace = 'varve'::regnamespace AND relowner <> '${owners}'::regrole
        UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'varve'::regnamespace AND proowner <> '${owners}'::regrole`,
    );
    expect(strangers).toEqual([]);
    expect(compareSchemas(await described({ connection: database.url() }), expectedSchema)).toEqual([]);
  });

  test('a session that may not write is told so', async () => {
    const connection = `${database.url()}?options=-c%20default_transaction_read_only%3Don`;
    const { obstacles } = await planPostgresMigration({ connection });
    expect(obstacles).toEqual([expect.stringContaining('default_transaction_read_only')]);
    await expect(migratePostgres({ connection })).rejects.toMatchObject({ code: 'maintenance-refused', obstacles });
  });
});

test('the release is the one that the manifest names', () => {
  const manifest = JSON.parse(
    readFileSync(new URL('../../../runtime/package.json', import.meta.url), 'utf8'),
  ) as object;
  expect(manifest).toMatchObject({ version: runtimeRelease });
});
