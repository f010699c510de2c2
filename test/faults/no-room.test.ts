import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadSqliteDriver } from '../../runtime/src/stores/sqlite/driver.js';
import { openSqliteStore } from '../../runtime/src/stores/sqlite/index.js';
import { buildChild, startChild, temporaryFolder } from './child-programs.js';
import { batch, stream } from './children/program.js';
import { integrityOf, tornBatches, wholeStream } from './whole-batches.js';

const folder = temporaryFolder();
const streamName = stream('account-1');
const maxBytes = 400_000;

test('appends to a full store fail as such, whole, and go on once there is room', async () => {
  const path = join(folder, 'full.db');
  const store = await openSqliteStore({ path, maxBytes });
  let acknowledged = 0;
  const fill = async (): Promise<void> => {
    for (;;) {
      await store.append({ streamName, expected: 'any', events: batch(`b${acknowledged}`, 7) });
      acknowledged += 1;
    }
  };
  await expect(fill()).rejects.toMatchObject({ code: 'store-full', path });
  expect(acknowledged).toBeGreaterThan(10);
  const events = await wholeStream(store, streamName);
  expect(events.length).toBe(acknowledged * 7);
  expect(tornBatches(events)).toEqual([]);
  await store.close();
  expect(await integrityOf(path)).toBe('ok');
  const roomier = await openSqliteStore(path);
  const result = await roomier.append({
    streamName,
    expected: { streamVersion: events.length },
    events: batch('b', 7),
  });
  expect(result.kind).toBe('appended');
  await roomier.close();
});

test('one append too large fails alone; those that shared its commit are stored', async () => {
  const store = await openSqliteStore({ path: join(folder, 'shared.db'), maxBytes });
  const sizes = [1, 3, 5_000, 2, 1];
  const appends = sizes.map((size, index) =>
    store.append({ streamName: stream(`account-${index}`), expected: 'no-stream', events: batch(`b${index}`, size) }),
  );
  const results = await Promise.allSettled(appends);
  const stored = results.map((result) => result.status === 'fulfilled' && result.value.streamVersion);
  expect(stored).toEqual([1, 3, false, 2, 1]);
  expect(results[2]).toMatchObject({ reason: { code: 'store-full' } });
  expect((await store.readLog()).events.length).toBe(7);
  expect((await store.readStream(stream('account-2'))).state).toBe('absent');
  await store.close();
});

test('a unit that finds no room stores nothing of itself', async () => {
  const store = await openSqliteStore({ path: join(folder, 'unit.db'), maxBytes });
  await store.append({ streamName, expected: 'any', events: batch('before', 2) });
  const unit = store.transact(async (inside) => {
    await inside.append({ streamName, expected: 'any', events: batch('inside', 3) });
    await inside.putDocument({ collection: 'c', key: 'k', data: JSON.stringify('x'.repeat(2 * maxBytes)) }, 0);
  });
  await expect(unit).rejects.toMatchObject({ code: 'store-full' });
  expect((await store.readStream(streamName)).streamVersion).toBe(2);
  expect(await store.findDocument('c', 'k')).toBeUndefined();
  await store.transact((inside) => inside.putDocument({ collection: 'c', key: 'k', data: '1' }, 0));
  expect((await store.append({ streamName, expected: { streamVersion: 2 }, events: batch('after', 1) })).kind).toBe(
    'appended',
  );
  await store.close();
});

test('where a process may only read, it reads; writing fails as such', async () => {
  const inside = join(folder, 'read-only');
  mkdirSync(inside);
  const path = join(inside, 'store.db');
  const store = await openSqliteStore(path);
  await store.append({ streamName, expected: 'any', events: batch('before', 2) });
  const closed = join(inside, 'closed.db');
  await (await openSqliteStore(closed)).close();
  // As an earlier release left it, which who may only read cannot take up.
  const { DatabaseSync } = await loadSqliteDriver();
  const database = new DatabaseSync(path, { timeout: 1_000 });
  database.exec('UPDATE varve_log SET layout = 1; DROP TABLE varve_shapes');
  database.close();
  const program = await buildChild('read-only', folder);
  chmodSync(folder, 0o755);
  for (const [target, mode] of [
    [path, 0o444],
    [closed, 0o444],
    [`${path}-wal`, 0o444],
    [`${path}-shm`, 0o444],
    [inside, 0o555],
  ] as const)
    chmodSync(target, mode);
  // The administrator may write anywhere; only as somebody else can the test mean anything.
  const identity = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const lines = await startChild(program, [path, join(inside, 'new.db'), closed], identity).done();
  const refused = ['append: store-read-only', 'unit: store-read-only'];
  const open = ['read: 2', ...refused, 'read again: 2', 'existing store: done'];
  expect(lines.slice(0, 6)).toEqual([...open, 'new store: store-unavailable']);
  // Without the files of a log beside it, some builds of SQLite can read such a store and some cannot.
  const read = ['read: 0', ...refused, 'read again: 0', 'store that nobody has open: done'];
  expect([read, ['store that nobody has open: store-read-only']]).toContainEqual(lines.slice(6));
  chmodSync(inside, 0o755);
  expect((await store.readStream(streamName)).streamVersion).toBe(2);
  await store.close();
});
