import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Cluster, startCluster } from '../support/postgres/cluster.js';
import { once } from '../support/postgres/database.js';
import { bin, finished, type Run } from './project.js';

const folder = mkdtempSync(join(tmpdir(), 'varve-stores-'));
afterAll(() => rmSync(folder, { recursive: true }));
const example = fileURLToPath(new URL('../../examples/ordering/', import.meta.url));
const secret = 'Tr0ub4dor&3';

const schemaOf = (name: string) =>
  new Ajv2020({ strict: true, allErrors: true }).compile(
    JSON.parse(readFileSync(new URL(`../../schemas/meta/v1/${name}.schema.json`, import.meta.url), 'utf8')) as object,
  );
const documents = { migrate: schemaOf('migrate'), doctor: schemaOf('doctor') };

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster('18', { fsync: 'on' });
});
afterAll(() => cluster.stop());
beforeEach(() => once(cluster.url(), 'DROP SCHEMA IF EXISTS varve CASCADE; DROP SCHEMA IF EXISTS orders CASCADE'));

const withSecret = (): string => cluster.url().replace('postgres@', `postgres:${encodeURIComponent(secret)}@`);
const said: string[] = [];
async function varve(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Run> {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd: example,
    env: { PATH: process.env['PATH'], DATABASE_URL: withSecret(), ...env },
  });
  const run = await finished(child);
  said.push(run.stdout, run.stderr);
  return run;
}
// Whatever was run before, nothing of it has shown the password.
afterAll(() => {
  expect(said.length).toBeGreaterThan(20);
  expect(said.filter((text) => text.includes(secret) || text.includes(encodeURIComponent(secret)))).toEqual([]);
});

function document(name: keyof typeof documents, { stdout }: Run): Readonly<Record<string, unknown>> {
  const parsed: unknown = JSON.parse(stdout);
  expect(documents[name](parsed), JSON.stringify(documents[name].errors)).toBe(true);
  return parsed as Readonly<Record<string, unknown>>;
}

async function sql<Row extends pg.QueryResultRow>(text: string): Promise<readonly Row[]> {
  const client = new pg.Client(cluster.url());
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

describe('varve migrate', () => {
  test('shows the SQL, checks, makes the tables, and then has nothing to do', async () => {
    const shown = await varve(['migrate', '--store', 'env:DATABASE_URL', '--dry-run']);
    expect(shown.exitCode).toBe(0);
    expect(shown.stdout).toMatch(/^BEGIN ISOLATION[\s\S]*CREATE SCHEMA "varve"[\s\S]*COMMIT;\n$/);
    expect(shown.stderr).toMatch(
      /^postgres:\/\/postgres@127.0.0.1:\d+\/postgres, schema varve\n {2}no tables, to be taken to/,
    );
    expect(await sql(`SELECT FROM pg_namespace WHERE nspname = 'varve'`)).toEqual([]);

    const checked = await varve(['migrate', '--store', 'env:DATABASE_URL', '--check', '--format', 'json']);
    expect(document('migrate', checked)).toMatchObject({ status: 'pending', exitCode: 1, sql: shown.stdout });
    expect(checked.exitCode).toBe(1);

    const done = await varve(['migrate', '--store', 'env:DATABASE_URL', '--format', 'json']);
    expect(document('migrate', done)).toMatchObject({ status: 'migrated', exitCode: 0, from: 0 });
    const again = await varve(['migrate', '--store', 'env:DATABASE_URL']);
    expect(again).toMatchObject({ exitCode: 0, stdout: '' });
    expect(again.stderr).toMatch(/layout \d, nothing to do\n {2}layout \d since \d{4}-.*, by release \d+\.\d+\.\d+\n$/);
    const still = await varve(['migrate', '--store', 'env:DATABASE_URL', '--check']);
    expect(still).toMatchObject({ exitCode: 0, stdout: '' });
  });

  test.runIf(spawnSync('psql', ['--version']).status === 0)('prints what psql runs', async () => {
    const { stdout } = await varve(['migrate', '--store', 'env:DATABASE_URL', '--schema', 'orders', '--dry-run']);
    const { status, stderr } = spawnSync('psql', [cluster.url(), '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', '-'], {
      input: stdout,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const checked = await varve(['migrate', '--store', `${cluster.url()}?schema=orders`, '--check']);
    expect(checked.exitCode).toBe(0);
  });

  test('eight processes at once make one store', async () => {
    const runs = await Promise.all(
      Array.from({ length: 8 }, () => varve(['migrate', '--store', 'env:DATABASE_URL', '--format', 'json'])),
    );
    expect(runs.map(({ exitCode }) => exitCode)).toEqual(runs.map(() => 0));
    const statuses = runs.map((run) => document('migrate', run)['status']);
    expect(statuses.filter((status) => status === 'migrated')).toHaveLength(1);
    expect(await sql('SELECT FROM varve.schema_history')).toHaveLength(1);
  });

  test('takes what is left out from the variables of PostgreSQL', async () => {
    const { port } = new URL(cluster.url());
    const env = { PGHOST: '127.0.0.1', PGPORT: port, PGUSER: 'postgres', PGPASSWORD: secret, PGDATABASE: 'postgres' };
    const { exitCode, stderr } = await varve(['migrate', '--store', 'postgres://'], env);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('no tables before') });
  });

  test('makes a file, and prints what sqlite3 runs', async () => {
    const file = join(folder, 'made.db');
    const shown = await varve(['migrate', '--store', file, '--dry-run']);
    expect(shown.stdout).toMatch(/^BEGIN IMMEDIATE;\n[\s\S]*COMMIT;\n$/);
    expect(existsSync(file)).toBe(false);
    const done = await varve(['migrate', '--store', file]);
    expect(done).toMatchObject({ exitCode: 0, stdout: '', stderr: expect.stringContaining('no tables before') });
    expect((await varve(['migrate', '--store', file, '--check'])).exitCode).toBe(0);
  });
});

describe('varve doctor', () => {
  test('ends with 0 where nothing is wrong', async () => {
    await varve(['migrate', '--store', 'env:DATABASE_URL']);
    const pretty = await varve(['doctor', '--store', 'env:DATABASE_URL']);
    expect(pretty).toMatchObject({ exitCode: 0, stdout: '' });
    expect(pretty.stderr).toMatch(/server PostgreSQL 18\.\d+.*\n {2}\d+ checks, nothing found\n$/);
    const json = await varve(['doctor', '--store', 'env:DATABASE_URL', '--format', 'json']);
    expect(document('doctor', json)).toMatchObject({ status: 'clean', exitCode: 0, findings: [] });
  });

  test('ends with 1 for what may cost events, and says what to do', async () => {
    await varve(['migrate', '--store', 'env:DATABASE_URL']);
    await sql(
      'ALTER TABLE varve.events DISABLE TRIGGER ALL; ALTER TABLE varve.pending SET (autovacuum_enabled = false)',
    );
    const pretty = await varve(['doctor', '--store', 'env:DATABASE_URL', '--color', 'never']);
    expect(pretty.exitCode).toBe(1);
    expect(pretty.stdout).toMatch(
      /^error {2}postgres\/schema-drift\n {3}trigger events_are_append_only.* DISABLED.*\n\n {3}help {3}Somebody/,
    );
    expect(pretty.stdout).toMatch(/warning {2}postgres\/autovacuum-off\n {3}autovacuum is off for table pending\./);
    expect(pretty.stderr).toMatch(/checks: [2-9] errors, 1 warning\n$/);
    const json = await varve(['doctor', '--store', 'env:DATABASE_URL', '--format', 'json']);
    expect(document('doctor', json)).toMatchObject({ status: 'findings', exitCode: 1 });
    await sql('ALTER TABLE varve.events ENABLE TRIGGER ALL');
    expect((await varve(['doctor', '--store', 'env:DATABASE_URL'])).exitCode).toBe(0);
  });

  test('looks at a file, thoroughly if asked to', async () => {
    const file = join(folder, 'looked-at.db');
    await varve(['migrate', '--store', file]);
    const json = await varve(['doctor', '--store', file, '--thorough', '--format', 'json']);
    expect(document('doctor', json)).toMatchObject({ status: 'clean', findings: [] });
  });
});

describe('varve roles', () => {
  test('makes them, and says so', async () => {
    await varve(['migrate', '--store', 'env:DATABASE_URL']);
    const args = ['roles', '--store', 'env:DATABASE_URL', '--reader', 'shop_reader', '--writer', 'shop_writer'];
    const shown = await varve([...args, '--dry-run']);
    expect(shown.stdout).toMatch(/CREATE ROLE "shop_reader" NOLOGIN[\s\S]*COMMIT;\n$/);
    expect(shown.stderr).toContain('shop_writer, to be made');
    const done = await varve(args);
    expect(done).toMatchObject({ exitCode: 0, stdout: '' });
    expect(done.stderr).toMatch(/ {2}reader {7}shop_reader, made\n {2}writer {7}shop_writer, made\n$/);
    expect((await varve(args)).stderr).not.toContain('made');
    const may = await sql(`SELECT has_table_privilege('shop_writer', 'varve.events', 'INSERT') AS appends,
      has_table_privilege('shop_writer', 'varve.events', 'UPDATE, DELETE, TRUNCATE') AS changes`);
    expect(may).toEqual([{ appends: true, changes: false }]);
    await sql('DROP OWNED BY shop_reader, shop_writer; DROP ROLE shop_reader, shop_writer');
  });
});

describe('what cannot be done', () => {
  test.each<[string, () => readonly string[], RegExp]>([
    ['no store', () => ['migrate'], /--store/],
    ['a variable that is not set', () => ['doctor', '--store', 'env:NOWHERE'], /the variable NOWHERE is not set/],
    ['a store of another kind', () => ['migrate', '--store', 'mysql://a:b@c/d'], /opens no stores of the kind mysql/],
    [
      'a server that is not there',
      () => ['migrate', '--store', `postgres://ada:${secret}@127.0.0.1:1/x`],
      /ECONNREFUSED 127.0.0.1:1/,
    ],
    ['a host that is not there', () => ['doctor', '--store', 'postgres://nowhere.invalid/x'], /ENOTFOUND|EAI_AGAIN/],
    ['a database that is not there', () => ['migrate', '--store', cluster.url('nowhere')], /there is no such database/],
    [
      'a user that is not there',
      () => ['doctor', '--store', cluster.url().replace('postgres@', 'nobody@')],
      /does not let this user in|role "nobody"/,
    ],
    [
      'a schema that cannot be',
      () => ['migrate', '--store', cluster.url(), '--schema', 'a$b'],
      /schema must not contain \$/,
    ],
    ['no time', () => ['migrate', '--store', cluster.url(), '--lock-timeout', '0'], /--lock-timeout is a number/],
    [
      'a check that changes',
      () => ['migrate', '--store', cluster.url(), '--check', '--dry-run'],
      /cannot be used with/,
    ],
    [
      'a file that is no store',
      () => ['doctor', '--store', write('text.db', 'a text\n'.repeat(999))],
      /no SQLite database/,
    ],
    ['a file that is not there', () => ['doctor', '--store', 'nowhere.db'], /there is no file/],
    ['roles of a file', () => ['roles', '--store', 'x.db', '--reader', 'a'], /varve roles is for PostgreSQL/],
    ['roles without names', () => ['roles', '--store', cluster.url()], /at least one role/],
    ['roles without tables', () => ['roles', '--store', cluster.url(), '--reader', 'a'], /run varve migrate first/],
    [
      'a folder without the runtime',
      () => ['doctor', '--store', cluster.url(), '--cwd', folder],
      /Install @varve\/runtime there/,
    ],
    ['a file with a schema', () => ['migrate', '--store', 'x.db', '--schema', 'a'], /a SQLite file has none/],
  ])('%s ends with 2, one message and no stack', async (_what, args, message) => {
    const { exitCode, stdout, stderr } = await varve(args());
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(existsSync(join(example, 'x.db'))).toBe(false);
  });

  function write(name: string, text: string): string {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  }
});
