import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { StoredEvent } from '../../runtime/src/store/stored-event.js';
import { loadSqliteDriver } from '../../runtime/src/stores/sqlite/driver.js';
import { openSqliteLogReader, openSqliteStore } from '../../runtime/src/stores/sqlite/index.js';
import { createSeededRandom } from '../../runtime/src/testing/contract/seeded-random.js';
import { buildChild, startChild, temporaryFolder } from './child-programs.js';
import { batch, stream } from './children/program.js';
import { integrityOf, tornBatches, wholeStream } from './whole-batches.js';

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);
const account = stream('account-1');
const idsOf = (events: readonly StoredEvent[]): readonly string[] => events.map(({ eventId }) => eventId);

async function execute(path: string, sql: string): Promise<void> {
  const { DatabaseSync } = await loadSqliteDriver();
  const database = new DatabaseSync(path, { timeout: 1_000 });
  try {
    database.exec(sql);
  } finally {
    database.close();
  }
}

async function rows(path: string, sql: string): Promise<readonly object[]> {
  const { DatabaseSync } = await loadSqliteDriver();
  const database = new DatabaseSync(path, { timeout: 1_000 });
  try {
    return database.prepare<object>(sql).all();
  } finally {
    database.close();
  }
}

test(
  'twenty times a process is killed while it archives: every event lies in one place',
  { timeout: 60_000 },
  async () => {
    const path = at('killed.db');
    const length = 3_000;
    const before = await openSqliteStore(path);
    await before.append({ streamName: account, expected: 'any', events: batch('a', length) });
    await before.append({ streamName: stream('account-2'), expected: 'any', events: batch('b', 3) });
    const written = idsOf((await before.readLog({ limit: 10_000 })).events);
    await before.close();
    const program = await buildChild('archive-without-end', folder);
    const random = createSeededRandom(1907);
    const states = new Set<string>();
    let conclusive = 0;
    for (let attempt = 0; conclusive < 20; attempt += 1) {
      expect(attempt, 'the kill hits a process at work in most attempts').toBeLessThan(40);
      const first = random.below(4);
      const child = startChild(program, [path, account, String(length), String(first)]);
      await child.line(`begin ${first + random.below(8)}`);
      child.process.kill('SIGKILL');
      await child.ended();
      // Canary: it was killed within a step.
      if (child.lines.at(-1)?.startsWith('begin') === true) conclusive += 1;
      const store = await openSqliteStore(path);
      const page = await store.readStream(account, { limit: 10_000 });
      expect([page.streamVersion, tornBatches(page.events)]).toEqual([length, []]);
      expect(idsOf((await store.readLog({ limit: 10_000 })).events)).toEqual(written);
      const whole = { open: [0, length >> 1], archived: [length], absent: [], closed: [] }[page.state];
      expect(whole, page.state).toContain(page.archivedBefore);
      states.add(`${page.state} ${page.archivedBefore}`);
      await store.close();
      const both = 'SELECT count(*) AS n FROM varve_events JOIN varve_archived_events USING (event_id)';
      expect(await rows(path, both)).toEqual([{ n: 0 }]);
    }
    expect(states.size, 'it was killed on different sides').toBeGreaterThan(1);
    expect(await integrityOf(path)).toBe('ok');
  },
);

test(
  'two processes write and archive at once: neither loses what the other has done',
  { timeout: 60_000 },
  async () => {
    const path = at('crowd.db');
    const store = await openSqliteStore(path);
    await store.append({ streamName: account, expected: 'any', events: batch('first', 40) });
    const child = startChild(await buildChild('archive-without-end', folder), [path, account, '40', '0']);
    await child.line('done 1');
    let acknowledged = 40;
    for (let count = 0; count < 100; count += 1) {
      const append = store.append({ streamName: account, expected: 'any', events: batch(`more${count}`, 3) });
      const result = await append.catch((error: unknown) => error);
      if (result instanceof Error) expect(result).toMatchObject({ code: 'stream-closed', reason: 'archived' });
      else acknowledged += 3;
      const events = await wholeStream(store, account);
      expect([events.length, tornBatches(events)]).toEqual([acknowledged, []]);
      expect((await store.readLog({ limit: 1_000 })).events.length).toBe(acknowledged);
    }
    expect(acknowledged, 'some got in while the stream was open').toBeGreaterThan(40);
    child.process.kill('SIGKILL');
    await child.ended();
    await store.close();
    expect(await integrityOf(path)).toBe('ok');
  },
);

test('whoever has the file open cannot lose an event of it', async () => {
  const path = at('guarded.db');
  const store = await openSqliteStore(path);
  await store.append({ streamName: account, expected: 'any', events: batch('a', 4) });
  await store.append({ streamName: stream('account-2'), expected: 'any', events: batch('b', 1) });
  await store.truncateStream(account, { before: 2 });
  await store.deleteStream(stream('account-2'), 'any');
  const attempts = [
    'DELETE FROM varve_events',
    'DELETE FROM varve_archived_events',
    "UPDATE varve_archived_events SET data = '{}'",
    // Copied, and changed on the way.
    `INSERT INTO varve_archived_events SELECT log_position, stream_key, position, event_id, type, schema_version,
      recorded_at, metadata, '{}' FROM varve_events WHERE position = 2; DELETE FROM varve_events WHERE position = 2`,
    // The newest of a stream tells its version, and the newest of all the head.
    `BEGIN; INSERT INTO varve_archived_events SELECT * FROM varve_events WHERE position = 3;
      DELETE FROM varve_events WHERE position = 3; COMMIT`,
    "UPDATE varve_streams SET closed_at = NULL WHERE stream_name = 'account-2'",
    "UPDATE varve_streams SET archived_at = '2026-01-01' WHERE stream_name = 'account-2'",
  ];
  for (const attempt of attempts) {
    await expect(execute(path, `BEGIN; ${attempt.replace(/^BEGIN;/, '')}`), attempt).rejects.toThrow(
      /append-only|stay closed/,
    );
  }
  expect((await store.readStream(account)).events).toHaveLength(4);
  await store.close();
});

test('everything can be looked at with the sqlite3 shell', async () => {
  const path = at('seen.db');
  const store = await openSqliteStore(path);
  await store.append({ streamName: account, expected: 'any', events: batch('a', 2) });
  await store.append({ streamName: stream('account-2'), expected: 'any', events: batch('b', 2) });
  await store.truncateStream(account, { before: 1 });
  await store.archiveStream(stream('account-2'), 'any');
  await store.close();
  expect(await rows(path, 'SELECT stream_name, position, hidden, archived FROM varve_events_by_log')).toEqual([
    { stream_name: 'account-1', position: 0, hidden: 0, archived: 1 },
    { stream_name: 'account-1', position: 1, hidden: 0, archived: 0 },
    { stream_name: 'account-2', position: 0, hidden: 0, archived: 1 },
    { stream_name: 'account-2', position: 1, hidden: 0, archived: 1 },
  ]);
  const versions =
    'SELECT stream_name, stream_version, archived_before, archived_at IS NULL AS open FROM varve_stream_versions';
  expect(await rows(path, versions)).toEqual([
    { stream_name: 'account-1', stream_version: 2, archived_before: 1, open: 1 },
    { stream_name: 'account-2', stream_version: 2, archived_before: 2, open: 0 },
  ]);
});

test('a reader of the file sees the archive, in stretches as well', async () => {
  const path = at('read.db');
  const store = await openSqliteStore(path);
  await store.append({ streamName: account, expected: 'any', events: batch('a', 5) });
  await store.append({ streamName: stream('account-2'), expected: 'any', events: batch('b', 4) });
  await store.truncateStream(account, { before: 3 });
  await store.archiveStream(stream('account-2'), 'any');
  const written = idsOf((await store.readLog()).events);
  const reader = await openSqliteLogReader(path);
  const found: string[] = [];
  for (const { after, to, places } of await reader.partitionLog(4)) {
    const { events } = await reader.readLog({ limit: places, ...(after && { after }) });
    found.push(...idsOf(events.filter(({ logPosition }) => reader.compareLogPositions(logPosition, to) <= 0)));
  }
  expect(found).toEqual(written);
  expect((await reader.readLog({ archived: 'exclude' })).events).toHaveLength(2);
  expect(await reader.readStream(account)).toMatchObject({ state: 'open', archivedBefore: 3, streamVersion: 5 });
  await reader.close();
  await store.close();
});

describe.each(['layout-1.sql', 'layout-3.sql'])('a file as %s made it', (layout) => {
  async function oldFile(name: string): Promise<string> {
    const path = at(`${layout}-${name}`);
    await execute(path, readFileSync(new URL(layout, import.meta.url), 'utf8'));
    return path;
  }

  test('has an archive once it is opened', async () => {
    const path = await oldFile('opened.db');
    const store = await openSqliteStore(path);
    const { events } = await store.readStream(account);
    const log = idsOf((await store.readLog()).events);
    expect(log).toEqual(idsOf(events));
    expect(await store.truncateStream(account, { before: 1 })).toMatchObject({ kind: 'done', archivedBefore: 1 });
    expect(idsOf((await store.readLog()).events)).toEqual(log);
    expect(await store.readStream(stream('account-2'))).toMatchObject({ state: 'closed', archivedBefore: 0 });
    const refused = store.archiveStream(stream('account-2'), 'any');
    await expect(refused).rejects.toMatchObject({ code: 'stream-closed', reason: 'deleted' });
    const ignoreCheckpoints = ['reader'];
    expect(await store.archiveStream(account, 'any', { ignoreCheckpoints })).toMatchObject({ state: 'archived' });
    expect(await store.restoreStream(account)).toMatchObject({ state: 'open', streamVersion: events.length });
    await store.append({ streamName: account, expected: { streamVersion: events.length }, events: batch('new', 2) });
    await store.close();
    expect(await integrityOf(path)).toBe('ok');
  });

  test('is read as it is by who may not write', async () => {
    const path = await oldFile('read.db');
    const reader = await openSqliteLogReader(path);
    const { events } = await reader.readLog();
    expect(events.length).toBeGreaterThan(1);
    expect((await reader.readLog({ archived: 'exclude' })).events).toEqual(events);
    const [first] = events;
    expect(await reader.readStream(account)).toMatchObject({ state: 'open', archivedBefore: 0 });
    expect(await reader.readStream(stream('account-2'))).toMatchObject({ state: 'closed', archivedBefore: 0 });
    expect(first && (await reader.eventIdAt(first.logPosition))).toBe(first?.eventId);
    expect(await reader.positionOf(account, 0)).toEqual(first?.logPosition);
    await reader.close();
    // Still as it was.
    expect(await rows(path, "SELECT name FROM sqlite_schema WHERE name = 'varve_archived_events'")).toEqual([]);
  });
});
