import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSqliteLogReader, openSqliteStore } from '../../runtime/src/stores/sqlite/index.js';
import { placeOf } from '../../runtime/src/store/numeric-log-position.js';
import { batch, stream } from './children/program.js';
import { temporaryFolder } from './child-programs.js';

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);

test.each<[string, string, () => void]>([
  ['nothing there', 'store-unavailable', () => undefined],
  ['no database', 'not-a-varve-store', () => writeFileSync(at('no database'), 'A text of some length.'.repeat(100))],
  ['an empty file', 'store-unavailable', () => writeFileSync(at('an empty file'), '')],
])('a path with %s is refused, and left as it was', async (name, code, prepare) => {
  prepare();
  await expect(openSqliteLogReader(at(name))).rejects.toMatchObject({ code });
  if (name === 'nothing there') await expect(openSqliteLogReader(at(name))).rejects.toMatchObject({ code });
});

test('reads what others write meanwhile, and cannot write', async () => {
  const path = at('busy.db');
  const store = await openSqliteStore(path);
  await store.append({ streamName: stream('account-1'), expected: 'any', events: batch('a', 3) });
  const reader = await openSqliteLogReader(path);
  expect((await reader.readLog()).events).toHaveLength(3);
  await store.append({ streamName: stream('account-1'), expected: 'any', events: batch('b', 4) });
  expect((await reader.readLog()).events).toHaveLength(7);
  expect(await reader.logId()).toBe(await store.logId());
  expect((await reader.readStream(stream('account-1'))).streamVersion).toBe(7);
  const ranges = await reader.partitionLog(3);
  expect(ranges.map((range) => placeOf(range.to))).toEqual([2, 4, 7]);
  expect(reader).not.toHaveProperty('append');
  await reader.close();
  await expect(reader.readLog()).rejects.toMatchObject({ code: 'store-closed' });
  await store.close();
});

test('reads a file that nobody may write', async () => {
  const path = at('sealed.db');
  const store = await openSqliteStore(path);
  await store.append({ streamName: stream('account-1'), expected: 'any', events: batch('a', 3) });
  await store.close();
  chmodSync(path, 0o444);
  const reader = await openSqliteLogReader(path);
  expect((await reader.readLog()).events).toHaveLength(3);
  await reader.close();
});

test('names every stream of a log that has more of them than it remembers, again and again', async () => {
  const path = at('many.db');
  const store = await openSqliteStore({ path, durability: 'normal' });
  const names = Array.from({ length: 10_050 }, (_, index) => stream(`account-${index}`));
  const append = (streamName: (typeof names)[number], at: number) =>
    store.append({ streamName, expected: 'any', events: batch(`many${at}-`, 1) });
  await Promise.all(names.map(append));
  await store.close();
  const reader = await openSqliteLogReader(path);
  const read = async (limit: number): Promise<readonly string[]> =>
    (await reader.readLog({ limit })).events.map(({ streamName }) => streamName);
  expect(await read(names.length)).toEqual(names);
  expect(await read(100)).toEqual(names.slice(0, 100));
  await reader.close();
});
