import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { loadSqliteDriver, type SqliteDatabase } from '../../../runtime/src/stores/sqlite/driver.js';
import { currentLayout } from '../../../runtime/src/stores/sqlite/layout.js';
import { openSqliteStore } from '../../../runtime/src/stores/sqlite/index.js';
import { networkFileSystem, readFileFacts } from '../../../runtime/src/stores/sqlite/operations/file-facts.js';
import {
  examineSqliteStore,
  migrateSqlite,
  planSqliteMigration,
  type SqliteExaminationOptions,
  sqliteCodes,
} from '../../../runtime/src/stores/sqlite/operations/index.js';
import { examineWith } from '../../../runtime/src/stores/sqlite/operations/examine-sqlite.js';
import { release } from '../../../runtime/src/stores/release.js';
import { createSamples } from '../../../runtime/src/testing/contract/samples.js';

const { DatabaseSync } = await loadSqliteDriver();
const samples = createSamples();
const folder = mkdtempSync(join(tmpdir(), 'varve-sqlite-operations-'));
afterAll(() => rmSync(folder, { recursive: true }));
const layout1 = readFileSync(new URL('../../faults/layout-1.sql', import.meta.url), 'utf8');
const hasShell = spawnSync('sqlite3', ['--version']).status === 0;

let files = 0;
function path(): string {
  files += 1;
  return join(folder, `${files}.db`);
}

function open(file: string): SqliteDatabase {
  const database = new DatabaseSync(file, { timeout: 0 });
  onTestFinished(() => database.close());
  return database;
}

function run(file: string, sql: string): void {
  const database = new DatabaseSync(file, { timeout: 0 });
  database.exec(sql);
  database.close();
}

const schemaOf = (file: string): readonly object[] =>
  open(file).prepare<object>('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name').all();

async function makeStore(): Promise<string> {
  const file = path();
  const store = await openSqliteStore(file);
  await store.append({ streamName: samples.stream(), expected: 'any', events: samples.events(3) });
  await store.close();
  return file;
}

describe('migrating a file', () => {
  test.each(hasShell ? ['driver', 'sqlite3'] : ['driver'])(
    'the printed script makes what opening makes, by the %s',
    async (by) => {
      const file = path();
      const { sql, ...plan } = await planSqliteMigration({ path: file, isNew: true });
      expect(plan).toEqual({ from: 0, to: currentLayout, obstacles: [], history: [] });
      if (by === 'driver') run(file, sql);
      else
        expect(spawnSync('sqlite3', ['-bail', file], { input: sql, encoding: 'utf8' })).toMatchObject({
          status: 0,
          stderr: '',
        });
      expect(schemaOf(file)).toEqual(schemaOf(await makeStore()));
      const store = await openSqliteStore(file);
      expect(await store.logId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      await store.append({ streamName: samples.stream(), expected: 'any', events: samples.events(1) });
      await store.close();
      expect(await planSqliteMigration({ path: file })).toMatchObject({ from: currentLayout, sql: '' });
      // Once more it fails, and nothing is different.
      expect(() => open(file).exec(sql)).toThrow(/already exists/);
    },
  );

  test('an earlier layout comes to the same tables, and keeps its history', async () => {
    const file = path();
    run(file, layout1);
    const [{ log_id: logId } = { log_id: '' }] = open(file)
      .prepare<{ log_id: string }>('SELECT log_id FROM varve_log')
      .all();
    const byScript = path();
    copyFileSync(file, byScript);
    const plan = await planSqliteMigration({ path: file });
    expect(plan).toMatchObject({ from: 1, to: currentLayout, obstacles: [] });
    run(byScript, plan.sql);
    const { from, to, history } = await migrateSqlite({ path: file });
    expect([from, to]).toEqual([1, currentLayout]);
    expect(history.map((each) => [each.layout, each.from, each.release])).toEqual([
      [1, 0, undefined],
      [currentLayout, 1, release],
    ]);
    expect(schemaOf(byScript)).toEqual(schemaOf(file));
    for (const each of [file, byScript]) {
      const { findings } = await examineSqliteStore({ path: each });
      expect(findings.filter(({ code }) => code !== 'sqlite/journal-mode')).toEqual([]);
      const store = await openSqliteStore(each);
      expect(await store.logId()).toBe(logId);
      await store.close();
    }
  });

  test('any number at once, each finds it done', async () => {
    const file = path();
    const reports = await Promise.all(Array.from({ length: 20 }, () => migrateSqlite({ path: file, isNew: true })));
    expect(reports.map(({ history }) => history.length)).toEqual(reports.map(() => 1));
    expect(await migrateSqlite({ path: file })).toMatchObject({ from: currentLayout, to: currentLayout });
  });

  test('what is newer or somebody else’s is left alone', async () => {
    const newer = await makeStore();
    run(newer, 'UPDATE varve_log SET layout = 99');
    await expect(migrateSqlite({ path: newer })).rejects.toMatchObject({ code: 'newer-store-layout', found: 99 });
    const other = path();
    run(other, 'CREATE TABLE mine (a)');
    await expect(planSqliteMigration({ path: other })).rejects.toMatchObject({ code: 'not-a-varve-store' });
    expect(schemaOf(other)).toHaveLength(1);
    await expect(planSqliteMigration({ path: join(folder, 'nowhere', 'x.db') })).rejects.toMatchObject({
      code: 'store-unavailable',
    });
    await expect(planSqliteMigration({ path: ':memory:' })).rejects.toMatchObject({ code: 'store-unavailable' });
  });
});

describe('the doctor', () => {
  const found = async (file: string, options: Partial<SqliteExaminationOptions> = {}): Promise<readonly string[]> =>
    (await examineSqliteStore({ path: file, ...options })).findings.map(({ code, found: text }) => `${code}: ${text}`);

  test('finds nothing where nothing is wrong, thoroughly or not, and changes nothing', async () => {
    const file = await makeStore();
    const before = readFileSync(file);
    for (const thorough of [false, true]) {
      const { findings, checked, facts, skipped } = await examineSqliteStore({ path: file, thorough });
      expect(findings).toEqual([]);
      expect(checked).toEqual(sqliteCodes);
      expect(facts).toMatchObject({ layout: String(currentLayout), library: expect.stringMatching(/^SQLite 3\./) });
      expect(skipped).toEqual([expect.stringContaining('synchronous belongs to each connection')]);
    }
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test.each<[string, string, RegExp]>([
    [
      'a trigger that is gone',
      'DROP TRIGGER varve_events_update',
      /^sqlite\/schema-drift: trigger varve_events_update is missing/,
    ],
    ['an index that is gone', 'DROP INDEX varve_streams_category', /index varve_streams_category is missing/],
    [
      'a view that is another',
      'DROP VIEW varve_events_by_log; CREATE VIEW varve_events_by_log AS SELECT 1',
      /view varve_events_by_log has been changed: CREATE VIEW/,
    ],
    [
      'a column of somebody else',
      'ALTER TABLE varve_outbox ADD note TEXT',
      /table varve_outbox has been changed: .*note TEXT/,
    ],
    [
      'a trigger of somebody else',
      'CREATE TRIGGER mine AFTER INSERT ON varve_events BEGIN SELECT 1; END',
      /trigger mine on varve_events is no part of it/,
    ],
    ['an older layout', 'UPDATE varve_log SET layout = 2', /^sqlite\/layout-older: The tables are of layout 2/],
    ['a newer layout', 'UPDATE varve_log SET layout = 99', /^sqlite\/layout-newer/],
  ])('%s', async (_what, change, message) => {
    const file = await makeStore();
    run(file, change);
    expect(await found(file)).toEqual([expect.stringMatching(message)]);
  });

  test('what people add beside ours is no drift', async () => {
    const file = await makeStore();
    run(file, 'CREATE TABLE mine (a); CREATE INDEX mine_too ON varve_events (type)');
    expect(await found(file)).toEqual([]);
  });

  test('an empty file', async () => {
    const file = path();
    writeFileSync(file, '');
    expect(await found(file)).toContain('sqlite/layout-missing: The file is empty.');
  });

  test('damage, in pages and, when it is thorough, between indexes and tables', async () => {
    const torn = await makeStore();
    truncateSync(torn, 3 * 4_096);
    expect((await found(torn)).some((text) => text.startsWith('sqlite/damaged'))).toBe(true);
    const crossed = await makeStore();
    const [{ id } = { id: '' }] = open(crossed)
      .prepare<{ id: string }>('SELECT event_id AS id FROM varve_events')
      .all();
    const bytes = readFileSync(crossed);
    // It stands in the table and in the index of ids.
    bytes.write('0000000f', bytes.lastIndexOf(id));
    expect(bytes.includes(id)).toBe(true);
    writeFileSync(crossed, bytes);
    expect(await found(crossed)).toEqual([]);
    expect((await found(crossed, { thorough: true })).some((text) => text.startsWith('sqlite/damaged'))).toBe(true);
  });

  test('another journal mode, and small pages', async () => {
    const file = path();
    const { sql } = await planSqliteMigration({ path: file, isNew: true });
    run(file, sql);
    expect(await found(file)).toEqual([expect.stringMatching(/^sqlite\/journal-mode: The journal mode is delete/)]);
    const small = path();
    run(small, `PRAGMA page_size = 1024; PRAGMA journal_mode = WAL; ${sql}`);
    expect(await found(small)).toEqual([expect.stringMatching(/^sqlite\/page-size: Pages have 1024 bytes/)]);
  });

  test('a write-ahead log that has grown', async () => {
    const file = await makeStore();
    const store = await openSqliteStore(file);
    onTestFinished(() => store.close());
    await store.append({ streamName: samples.stream(), expected: 'any', events: samples.events(50) });
    expect(await found(file)).toEqual([]);
    expect(await found(file, { mostWal: 10_000 })).toEqual([expect.stringMatching(/^sqlite\/write-ahead-log-large/)]);
  });

  test('several names, and a file that everybody may write', async () => {
    const file = await makeStore();
    linkSync(file, `${file}.other`);
    expect(await found(file)).toEqual([expect.stringMatching(/^sqlite\/several-links/)]);
    rmSync(`${file}.other`);
    chmodSync(file, 0o666);
    expect(await found(file)).toEqual(['sqlite/file-permissions: Everybody may write the file.']);
  });

  test('a process that keeps the file locked', async () => {
    const file = await makeStore();
    const holder = open(file);
    holder.exec('BEGIN IMMEDIATE');
    expect(await found(file)).toEqual([expect.stringMatching(/^sqlite\/locked/)]);
    holder.exec('ROLLBACK');
    expect(await found(file)).toEqual([]);
  });

  // No file system of the network can be mounted here: what the kernel says of the real file is replaced, and nothing else.
  test('a file system of the network, as the kernel numbers it', async () => {
    const file = await makeStore();
    const examined = (fileSystem: number | undefined) =>
      examineWith(async (given) => ({ ...(await readFileFacts(given)), fileSystem }), { path: file });
    expect((await examined(0x6969)).findings).toEqual([
      expect.objectContaining({
        code: 'sqlite/network-file-system',
        severity: 'error',
        found: expect.stringMatching(/on NFS/),
      }),
    ]);
    expect((await examined(undefined)).findings).toEqual([]);
  });

  test.runIf(existsSync('/dev/shm'))('the kernel’s own number for a file in memory, which is no network', async () => {
    const inMemory = mkdtempSync('/dev/shm/varve-');
    onTestFinished(() => rmSync(inMemory, { recursive: true }));
    const file = join(inMemory, 'store.db');
    await (await openSqliteStore(file)).close();
    expect((await readFileFacts(file)).fileSystem).toBe(0x01021994);
    expect((await examineSqliteStore({ path: file })).findings).toEqual([]);
  });

  test.each<[number | undefined, string | undefined]>([
    [0x6969, 'NFS'],
    [-11317950, 'CIFS'],
    [0xfe534d42, 'SMB 2'],
    [0xef53, undefined],
    [undefined, undefined],
  ])('file system %s is %s', (type, name) => {
    expect(networkFileSystem(type)).toBe(name);
  });
});
