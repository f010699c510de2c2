import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { openSqliteStore } from '../../runtime/src/stores/sqlite/index.js';
import { buildChild, startChild, temporaryFolder, type Child } from './child-programs.js';
import { batch, stream } from './children/program.js';
import { integrityOf, tornBatches, wholeStream } from './whole-batches.js';

const folder = temporaryFolder();
let contend = '';
let watch = '';

beforeAll(async () => {
  contend = await buildChild('contend', folder);
  watch = await buildChild('watch', folder);
});

/** Starts the children, waits until all are ready, and lets them go at the same time. */
async function together(children: readonly Child[]): Promise<readonly (readonly string[])[]> {
  await Promise.all(children.map((child) => child.line('ready')));
  for (const child of children) child.process.stdin?.end('go\n');
  return Promise.all(children.map((child) => child.done()));
}

const acknowledged = (lines: readonly string[]): readonly string[] =>
  lines.filter((line) => line.startsWith('ack ')).map((line) => line.slice(4));

const numberAfter = (lines: readonly string[], word: string): number =>
  Number(lines.find((line) => line.startsWith(`${word} `))?.slice(word.length + 1));

test('four processes that contend for one stream lose nothing and tear nothing', { timeout: 60_000 }, async () => {
  const path = join(folder, 'contended.db');
  const children = [0, 1, 2, 3].map((n) => startChild(contend, [path, `p${n}`, 'account-1', '60', '2']));
  const outputs = await together(children);
  const store = await openSqliteStore(path);
  const events = await wholeStream(store, stream('account-1'));
  expect(events.length).toBe(4 * 60 * 2);
  expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => index));
  expect(new Set(events.map(({ eventId }) => eventId))).toEqual(new Set(outputs.flatMap(acknowledged)));
  expect(tornBatches(events)).toEqual([]);
  // Canary: they did get in each other's way.
  expect(outputs.reduce((sum, lines) => sum + numberAfter(lines, 'conflicts'), 0)).toBeGreaterThan(0);
  await store.close();
  expect(await integrityOf(path)).toBe('ok');
});

test('processes on streams of their own never conflict, and the log has all of them', { timeout: 60_000 }, async () => {
  const path = join(folder, 'apart.db');
  const children = [0, 1, 2].map((n) => startChild(contend, [path, `p${n}`, `account-${n}`, '100', '3']));
  const outputs = await together(children);
  for (const lines of outputs) expect(numberAfter(lines, 'conflicts')).toBe(0);
  const store = await openSqliteStore(path);
  const { events } = await store.readLog({ limit: 10_000 });
  expect(new Set(events.map(({ eventId }) => eventId))).toEqual(new Set(outputs.flatMap(acknowledged)));
  expect(events.length).toBe(900);
  await store.close();
});

test('twenty processes may open a new file at once', { timeout: 60_000 }, async () => {
  const path = join(folder, 'opened.db');
  const children = Array.from({ length: 20 }, (_, n) => startChild(contend, [path, `p${n}`, `account-${n}`, '1', '1']));
  const outputs = await together(children);
  const logIds = new Set(outputs.flatMap((lines) => lines.filter((line) => line.startsWith('log '))));
  expect(logIds.size).toBe(1);
  const store = await openSqliteStore(path);
  expect(`log ${await store.logId()}`).toBe([...logIds][0]);
  expect((await store.readLog()).events.length).toBe(20);
  await store.close();
  expect(await integrityOf(path)).toBe('ok');
});

test('a reading process sees whole batches only, while another writes', { timeout: 60_000 }, async () => {
  const path = join(folder, 'watched.db');
  const store = await openSqliteStore(path);
  const streamName = stream('account-1');
  const reader = startChild(watch, [path, streamName, '1000']);
  await reader.line('ready');
  for (let count = 0; count < 200; count += 1) {
    await store.append({ streamName, expected: 'any', events: batch(`b${count}`, 5) });
  }
  const lines = await reader.done();
  expect(lines.filter((line) => line.startsWith('torn') || line.startsWith('behind'))).toEqual([]);
  // Canary: it looked while the writer was at work.
  expect(lines.filter((line) => line.startsWith('seen')).length).toBeGreaterThan(2);
  await store.close();
});

test('listeners hear of appends of other processes', { timeout: 60_000 }, async () => {
  const path = join(folder, 'heard.db');
  const store = await openSqliteStore({ path, pollInterval: 5 });
  await store.append({ streamName: stream('account-0'), expected: 'any', events: batch('own', 1) });
  const heard = new Promise<string>((resolve) => {
    const stop = store.onAppend((streamName) => {
      stop();
      resolve(streamName ?? 'some stream');
    });
  });
  const writer = startChild(contend, [path, 'p', 'account-7', '1', '1']);
  await together([writer]);
  expect(await heard).toBe('account-7');
  await store.close();
});
