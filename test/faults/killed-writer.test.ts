import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { openSqliteStore } from '../../runtime/src/stores/sqlite/index.js';
import { createSeededRandom } from '../../runtime/src/testing/contract/seeded-random.js';
import { buildChild, startChild, temporaryFolder, type Child } from './child-programs.js';
import { batch, stream } from './children/program.js';
import { batchesIn, integrityOf, tornBatches, wholeStream } from './whole-batches.js';

const folder = temporaryFolder();
const path = join(folder, 'killed.db');
const runs = 20;
const random = createSeededRandom(4711);
let program = '';

beforeAll(async () => {
  program = await buildChild('append-batches', folder);
});

/** Lets a child write until it has begun so many batches, then kills it. @returns it, dead */
async function killWhileWriting(run: string, writers: number, begun: number): Promise<Child> {
  const child = startChild(program, [path, run, String(writers)]);
  const atWork = new Promise<void>((resolve) => {
    child.process.stdout?.on('data', () => {
      if (child.lines.length >= begun) resolve();
    });
  });
  await Promise.race([atWork, child.done()]);
  child.process.kill('SIGKILL');
  expect(await child.ended()).toBe('SIGKILL');
  return child;
}

const named = (child: Child, word: string): readonly (readonly string[])[] =>
  child.lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.split(' ').slice(1));

async function checkAfterKill(child: Child, run: string): Promise<void> {
  const store = await openSqliteStore(path);
  const streams = await Promise.all([0, 1, 2, 3, 4].map((n) => wholeStream(store, stream(`account-${n}`))));
  for (const events of streams) {
    expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => index));
    expect(tornBatches(events)).toEqual([]);
  }
  const stored = new Map(streams.flatMap((events) => [...batchesIn(events)]));
  for (const [name = '', , first, size] of named(child, 'ack')) {
    const positions = Array.from({ length: Number(size) }, (_, index) => Number(first) + index);
    expect(stored.get(name)?.positions, `acknowledged batch ${name}`).toEqual(positions);
  }
  const begun = new Set(named(child, 'begin').map(([name]) => name));
  const foreign = [...stored.keys()].filter((name) => name.startsWith(`${run}.`) && !begun.has(name));
  expect(foreign).toEqual([]);
  const log = await store.readLog({ limit: 1_000_000 });
  expect(log.events.length).toBe(streams.reduce((sum, events) => sum + events.length, 0));
  const result = await store.append({
    streamName: stream('account-0'),
    expected: 'any',
    events: batch(`${run}.after`, 3),
  });
  expect(result.kind).toBe('appended');
  await store.close();
  expect(await integrityOf(path)).toBe('ok');
}

test(
  `${runs} times a killed writer loses nothing it acknowledged and leaves no half batch`,
  { timeout: 300_000 },
  async () => {
    let conclusive = 0;
    for (let attempt = 0; conclusive < runs; attempt += 1) {
      expect(attempt, 'the kill hits a writer at work in most attempts').toBeLessThan(2 * runs);
      const run = `run${attempt}`;
      const child = await killWhileWriting(run, 1 + random.below(6), 2 + random.below(150));
      await checkAfterKill(child, run);
      // Canary: the kill struck while an append was under way; otherwise this attempt proved nothing.
      if (named(child, 'begin').length > named(child, 'ack').length && named(child, 'ack').length > 0) conclusive += 1;
    }
  },
);

test('a batch of a thousand is there whole or not at all', { timeout: 30_000 }, async () => {
  const large = join(folder, 'large.db');
  const child = startChild(await buildChild('append-large', folder), [large]);
  await child.line('begin 2');
  child.process.kill('SIGKILL');
  await child.ended();
  const store = await openSqliteStore(large);
  const events = await wholeStream(store, stream('account-0'));
  expect(tornBatches(events)).toEqual([]);
  expect(events.length % 1_000).toBe(0);
  expect(events.length).toBeGreaterThanOrEqual(named(child, 'ack').length * 1_000);
  await store.close();
  expect(await integrityOf(large)).toBe('ok');
});

test(
  'a process that is killed while it makes the tables leaves a file that can be opened',
  { timeout: 60_000 },
  async () => {
    let unfinished = 0;
    for (let attempt = 0; attempt < 12; attempt += 1) {
      const fresh = join(folder, `fresh${attempt}.db`);
      const child = startChild(await buildChild('open-store', folder), [fresh]);
      await child.line('opening');
      child.process.kill('SIGKILL');
      await child.ended();
      if (!child.lines.includes('open')) unfinished += 1;
      const store = await openSqliteStore(fresh);
      const result = await store.append({
        streamName: stream('account-1'),
        expected: 'no-stream',
        events: batch('first', 2),
      });
      expect(result.kind).toBe('appended');
      await store.close();
      expect(await integrityOf(fresh)).toBe('ok');
    }
    // Canary: some were killed before they had a store.
    expect(unfinished).toBeGreaterThan(0);
  },
);
