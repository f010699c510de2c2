import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadSqliteDriver } from '../../runtime/src/stores/sqlite/driver.js';
import { openSqliteStore } from '../../runtime/src/stores/sqlite/index.js';
import { currentLayout } from '../../runtime/src/stores/sqlite/layout.js';
import { temporaryFolder } from './child-programs.js';
import { batch, stream } from './children/program.js';

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);
const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

async function execute(path: string, sql: string): Promise<void> {
  const { DatabaseSync } = await loadSqliteDriver();
  const database = new DatabaseSync(path, { timeout: 0 });
  database.exec(sql);
  database.close();
}

async function filledStore(name: string): Promise<string> {
  const store = await openSqliteStore(at(name));
  for (let count = 0; count < 40; count += 1) {
    await store.append({ streamName: stream(`account-${count % 4}`), expected: 'any', events: batch(`b${count}`, 20) });
  }
  await store.close();
  return at(name);
}

test('a file that is no database is refused and left as it was', async () => {
  writeFileSync(at('notes.txt'), 'Dear diary, today I opened an event store.\n'.repeat(500));
  const before = hashOf(at('notes.txt'));
  await expect(openSqliteStore(at('notes.txt'))).rejects.toMatchObject({ code: 'not-a-varve-store' });
  expect(hashOf(at('notes.txt'))).toBe(before);
});

test('a database of somebody else is refused and left as it was', async () => {
  await execute(at('other.db'), 'CREATE TABLE users (name TEXT); INSERT INTO users VALUES (1)');
  const before = hashOf(at('other.db'));
  await expect(openSqliteStore(at('other.db'))).rejects.toMatchObject({ code: 'not-a-varve-store' });
  expect(hashOf(at('other.db'))).toBe(before);
  expect(existsSync(at('other.db-wal'))).toBe(false);
});

test('an empty file becomes a store', async () => {
  writeFileSync(at('empty.db'), '');
  const store = await openSqliteStore(at('empty.db'));
  expect(await store.head()).toBeUndefined();
  await store.close();
});

test('a store of a newer release is refused with both numbers, and left as it was', async () => {
  const path = await filledStore('newer.db');
  await execute(path, 'UPDATE varve_log SET layout = 99');
  const before = hashOf(path);
  const error = { code: 'newer-store-layout', found: 99, supported: currentLayout, path };
  await expect(openSqliteStore(path)).rejects.toMatchObject(error);
  expect(hashOf(path)).toBe(before);
});

test('a store opens again with its identity and its events', async () => {
  const path = await filledStore('again.db');
  const ids = new Set<string>();
  for (let time = 0; time < 3; time += 1) {
    const store = await openSqliteStore(path);
    ids.add(await store.logId());
    expect((await store.readLog({ limit: 10_000 })).events.length).toBe(800);
    await store.close();
  }
  expect(ids.size).toBe(1);
});

test('a store whose identity is gone is damaged', async () => {
  const path = await filledStore('nameless.db');
  await execute(path, 'DELETE FROM varve_log');
  await expect(openSqliteStore(path)).rejects.toMatchObject({ code: 'store-corrupted', path });
});

test('damaged pages are reported as damage, by whoever meets them', async () => {
  const path = await filledStore('damaged.db');
  const file = openSync(path, 'r+');
  const garbage = Buffer.alloc(4_096, 0xab);
  const pages = statSync(path).size / 4_096;
  // The first pages hold the tables' own description, without which not even opening succeeds.
  for (let page = pages >> 1; page < pages; page += 1) writeSync(file, garbage, 0, 4_096, page * 4_096);
  const store = await openSqliteStore(path);
  await expect(store.readLog({ limit: 10_000 })).rejects.toMatchObject({ code: 'store-corrupted' });
  const append = store.append({ streamName: stream('account-1'), expected: 'any', events: batch('more', 500) });
  await expect(append).rejects.toMatchObject({ code: 'store-corrupted' });
  await store.close();
});

test('a store that was cut off is reported as damage', async () => {
  const path = await filledStore('cut.db');
  truncateSync(path, 3 * 4_096);
  const use = async (): Promise<unknown> => {
    const store = await openSqliteStore(path);
    try {
      return await store.readLog({ limit: 10_000 });
    } finally {
      await store.close();
    }
  };
  await expect(use()).rejects.toMatchObject({ code: 'store-corrupted' });
});

test('a path that leads nowhere is refused as such', async () => {
  mkdirSync(at('folder'));
  await expect(openSqliteStore(at('missing/store.db'))).rejects.toMatchObject({ code: 'store-unavailable' });
  await expect(openSqliteStore(at('folder'))).rejects.toMatchObject({ code: 'store-unavailable' });
  for (const path of ['', 'a\0b']) {
    await expect(openSqliteStore(path)).rejects.toMatchObject({ code: 'invalid-store-argument' });
  }
});

test('options that are none are refused', async () => {
  const path = at('options.db');
  const wrong = [{ busyTimeout: -1 }, { busyTimeout: Number.NaN }, { pollInterval: 0 }, { maxBytes: 0 }];
  for (const options of wrong) {
    await expect(openSqliteStore({ path, ...options })).rejects.toMatchObject({ code: 'invalid-store-argument' });
  }
  expect(existsSync(path)).toBe(false);
});

test('events cannot be changed or removed, streams not renamed or reopened, with any SQL', async () => {
  const path = await filledStore('tampered.db');
  const store = await openSqliteStore(path);
  await store.deleteStream(stream('account-3'), 'any');
  await store.close();
  const attempts = [
    "UPDATE varve_events SET data = '{}' WHERE log_position = 1",
    'DELETE FROM varve_events WHERE log_position = 800',
    "UPDATE varve_streams SET stream_name = 'x-1' WHERE stream_key = 1",
    'UPDATE varve_streams SET closed_at = NULL',
    'DELETE FROM varve_streams',
  ];
  for (const sql of attempts)
    await expect(execute(path, sql), sql).rejects.toThrow(/append-only|never forgotten|keep their names|stay closed/);
});
