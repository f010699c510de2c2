import { chmodSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSqliteStore } from '../../runtime/src/stores/sqlite/index.js';
import { buildChild, startChild, temporaryFolder } from './child-programs.js';
import { batch, stream } from './children/program.js';

const folder = temporaryFolder();

/** The administrator may write anywhere; only as somebody else can these tests mean anything. */
const identity = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

async function examined(...paths: readonly string[]): Promise<readonly string[]> {
  const program = await buildChild('examine', folder);
  chmodSync(folder, 0o755);
  return startChild(program, paths, identity).done();
}

async function madeIn(name: string) {
  const inside = join(folder, name);
  mkdirSync(inside);
  const path = join(inside, 'store.db');
  const store = await openSqliteStore(path);
  await store.append({ streamName: stream('account-1'), expected: 'any', events: batch('before', 2) });
  return { inside, path, store };
}

test('the doctor says of a store at work that this user may not write it', async () => {
  const { inside, path, store } = await madeIn('open');
  for (const each of [path, `${path}-wal`, `${path}-shm`]) chmodSync(each, 0o444);
  chmodSync(inside, 0o555);
  expect(await examined(path)).toEqual(['found: sqlite/read-only']);
  chmodSync(inside, 0o755);
  await store.close();
});

test('the doctor says so, too, of a file that may be written where the log beside it may not', async () => {
  const { inside, path, store } = await madeIn('closed');
  await store.close();
  chmodSync(path, 0o666);
  chmodSync(inside, 0o555);
  const [line = ''] = await examined(path);
  chmodSync(inside, 0o755);
  // Where there is no log beside it any more, some builds of SQLite can read such a store and some cannot.
  expect(line).toMatch(/^found: (?=.*sqlite\/read-only)|^failed: store-read-only$/);
});

test('the doctor does not say so where this user may write', async () => {
  const { inside, path, store } = await madeIn('writable');
  await store.close();
  for (const name of readdirSync(inside)) chmodSync(join(inside, name), 0o666);
  chmodSync(inside, 0o777);
  expect(await examined(path)).toEqual(['found: sqlite/file-permissions']);
});
