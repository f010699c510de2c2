import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSqliteStore, type SqliteEventStore } from '../../runtime/src/stores/sqlite/index.js';
import { temporaryFolder } from './child-programs.js';
import { batch, stream } from './children/program.js';

const folder = temporaryFolder();
const streamName = stream('account-1');

/** Keeps the file's write lock, as another process would, until the returned function is called. */
async function lock(store: SqliteEventStore): Promise<() => Promise<void>> {
  let release = (): void => undefined;
  let locked = (): void => undefined;
  const entered = new Promise<void>((resolve) => (locked = resolve));
  const held = store.transact(async (unit) => {
    await unit.append({ streamName, expected: 'any', events: batch('held', 2) });
    locked();
    await new Promise<void>((resolve) => (release = resolve));
  });
  await entered;
  return async () => {
    release();
    await held;
  };
}

test('a writer that waits too long is told to retry, has stored nothing, and never blocks the event loop', async () => {
  const path = join(folder, 'busy.db');
  const other = await openSqliteStore(path);
  const store = await openSqliteStore({ path, busyTimeout: 60 });
  const unlock = await lock(other);
  let turns = 0;
  const count = (): void => {
    turns += 1;
    turning = setImmediate(count);
  };
  let turning = setImmediate(count);
  const append = store.append({ streamName, expected: 'any', events: batch('late', 1) });
  await expect(append).rejects.toMatchObject({ code: 'store-busy' });
  clearImmediate(turning);
  expect(turns).toBeGreaterThan(10);
  expect((await store.readStream(streamName)).state).toBe('absent');
  await unlock();
  const result = await store.append({ streamName, expected: { streamVersion: 2 }, events: batch('later', 1) });
  expect(result.kind).toBe('appended');
  await Promise.all([store.close(), other.close()]);
});

test('a writer that waits for another process goes on when the lock is free, and sees what it wrote', async () => {
  const path = join(folder, 'waits.db');
  const other = await openSqliteStore(path);
  const store = await openSqliteStore(path);
  const unlock = await lock(other);
  const append = store.append({ streamName, expected: { streamVersion: 2 }, events: batch('waits', 1) });
  const conflicting = store.append({ streamName, expected: 'no-stream', events: batch('loses', 1) });
  expect((await store.readStream(streamName)).streamVersion).toBe(0);
  await unlock();
  expect(await append).toMatchObject({ kind: 'appended', firstPosition: 2 });
  expect(await conflicting).toEqual({ kind: 'conflict', streamVersion: 3 });
  await Promise.all([store.close(), other.close()]);
});

test('a store opens while another process holds the write lock', async () => {
  const path = join(folder, 'opens.db');
  const other = await openSqliteStore(path);
  const unlock = await lock(other);
  const store = await openSqliteStore({ path, busyTimeout: 500 });
  expect((await store.readLog()).events).toEqual([]);
  await unlock();
  expect((await store.readLog()).events.length).toBe(2);
  await Promise.all([store.close(), other.close()]);
});

test('whoever reads or writes again and again leaves the event loop to others', async () => {
  const store = await openSqliteStore(join(folder, 'fair.db'));
  for (const use of [
    () => store.readLog(),
    () => store.append({ streamName, expected: 'any', events: batch('b', 1) }),
  ]) {
    const turn = { came: false };
    setImmediate(() => (turn.came = true));
    for (let count = 0; !turn.came; count += 1) {
      expect(count).toBeLessThan(1_000_000);
      await use();
    }
  }
  await store.close();
});
