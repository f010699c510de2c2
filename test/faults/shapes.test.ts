/** What a file knows of the shapes of its events, whoever has it open; and files from before it knew anything of them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { NewStoredEvent } from '../../runtime/src/store/stored-event.js';
import { loadSqliteDriver } from '../../runtime/src/stores/sqlite/driver.js';
import { openSqliteStore, type SqliteEventStore } from '../../runtime/src/stores/sqlite/index.js';
import { createMemoryEventStore } from '../../runtime/src/stores/memory/memory-event-store.js';
import { buildChild, startChild, temporaryFolder } from './child-programs.js';
import { batch, stream } from './children/program.js';
import { integrityOf } from './whole-batches.js';
import { currentLayout } from '../../runtime/src/stores/sqlite/layout.js';

const folder = temporaryFolder();
let shaped = '';
let streams = 0;

beforeAll(async () => {
  shaped = await buildChild('shaped', folder);
});

function append(store: Pick<SqliteEventStore, 'append'>, given: Partial<NewStoredEvent>): Promise<unknown> {
  streams += 1;
  const events = batch('shaped', 1).map((event) => ({ ...event, ...given }));
  return store.append({ streamName: stream(`account-${streams}`), expected: 'no-stream', events });
}

async function rows(path: string, sql: string): Promise<unknown[]> {
  const { DatabaseSync } = await loadSqliteDriver();
  const database = new DatabaseSync(path, { timeout: 1_000 });
  const found = database.prepare<object>(sql).all();
  database.close();
  return found.map((row) => ({ ...row }));
}

const drifted = { code: 'shape-drifted', recordedHash: 'red', givenHash: 'blue' };
const shapesOf = 'SELECT type, schema_version, shape_hash FROM varve_shapes ORDER BY type, schema_version';

describe('the first shape stands', () => {
  test('after the store was closed and opened again', async () => {
    const path = join(folder, 'again.db');
    const first = await openSqliteStore(path);
    await append(first, { shapeHash: 'red' });
    await first.close();
    const again = await openSqliteStore(path);
    await append(again, { shapeHash: 'red' });
    await expect(append(again, { shapeHash: 'blue' })).rejects.toMatchObject(drifted);
    await again.close();
    expect(await rows(path, shapesOf)).toEqual([{ type: 'faults.Written', schema_version: 1, shape_hash: 'red' }]);
  });

  test('for everybody who has the file open', async () => {
    const path = join(folder, 'two.db');
    const [a, b] = [await openSqliteStore(path), await openSqliteStore(path)];
    await append(a, { shapeHash: 'red' });
    await expect(append(b, { shapeHash: 'blue' })).rejects.toMatchObject(drifted);
    await append(b, { shapeHash: 'blue', schemaVersion: 2 });
    await expect(append(a, { shapeHash: 'red', schemaVersion: 2 })).rejects.toMatchObject({ code: 'shape-drifted' });
    await Promise.all([a.close(), b.close()]);
  });

  test(
    'among eight processes that begin at once, and none of the other shape gets in',
    { timeout: 60_000 },
    async () => {
      const path = join(folder, 'eight.db');
      await (await openSqliteStore(path)).close();
      const children = Array.from({ length: 8 }, (_, n) => startChild(shaped, [path, `p${n}`, `h${n % 2}`, '10']));
      await Promise.all(children.map((child) => child.line('ready')));
      for (const child of children) child.process.stdin?.end('go\n');
      const lines = (await Promise.all(children.map((child) => child.done()))).flat();
      const stored = lines.filter((line) => line.startsWith('stored'));
      expect(new Set(stored).size).toBe(1);
      expect(stored.length).toBe(40);
      expect(new Set(lines.filter((line) => line.startsWith('refused')))).toEqual(new Set(['refused shape-drifted']));
      expect(await rows(path, shapesOf)).toMatchObject([{ shape_hash: stored[0]?.slice('stored '.length) }]);
      expect(await integrityOf(path)).toBe('ok');
    },
  );

  test('and what a rolled back unit noted, the next append notes again', async () => {
    const path = join(folder, 'unit.db');
    const store = await openSqliteStore(path);
    const unit = store.transact(async (inside) => {
      await inside.append({
        streamName: stream('account-u'),
        expected: 'any',
        events: batch('u', 1).map((event) => ({ ...event, shapeHash: 'red' })),
      });
      throw new Error('no');
    });
    await expect(unit).rejects.toThrow('no');
    expect(await rows(path, shapesOf)).toEqual([]);
    await append(store, { shapeHash: 'red' });
    expect(await rows(path, shapesOf)).toHaveLength(1);
    await store.close();
  });
});

describe('drafts', () => {
  test('are refused by a file, and taken by one that was opened for development', async () => {
    const path = join(folder, 'drafts.db');
    const strict = await openSqliteStore(path);
    const error = { code: 'draft-shape', type: 'faults.Written', schemaVersion: 1 };
    await expect(append(strict, { shapeHash: 'red', draft: true })).rejects.toMatchObject(error);
    await expect(append(strict, { draft: true })).rejects.toThrow('release it with `varve release`');
    expect((await strict.readLog()).events).toEqual([]);
    await strict.close();
    const lenient = await openSqliteStore({ path, allowDrafts: true });
    await append(lenient, { shapeHash: 'red', draft: true });
    await expect(append(lenient, { shapeHash: 'blue', draft: true })).rejects.toMatchObject(drifted);
    await append(lenient, { shapeHash: 'red' });
    expect((await lenient.readLog()).events).toHaveLength(2);
    await lenient.close();
  });

  test('are taken where nothing is kept for good', async () => {
    for (const store of [createMemoryEventStore(), await openSqliteStore(':memory:')]) {
      await append(store, { shapeHash: 'red', draft: true });
      await expect(append(store, { shapeHash: 'blue', draft: true })).rejects.toMatchObject(drifted);
      await store.close();
    }
    const strict = await openSqliteStore({ path: ':memory:', allowDrafts: false });
    await expect(append(strict, { draft: true })).rejects.toMatchObject({ code: 'draft-shape' });
    await strict.close();
  });
});

describe('a file of layout 1', () => {
  async function oldFile(name: string): Promise<string> {
    const path = join(folder, name);
    const { DatabaseSync } = await loadSqliteDriver();
    const database = new DatabaseSync(path, { timeout: 0 });
    database.exec(readFileSync(new URL('layout-1.sql', import.meta.url), 'utf8'));
    database.close();
    return path;
  }

  test('opens with everything that lies in it, and notes shapes from then on', async () => {
    const path = await oldFile('old.db');
    const store = await openSqliteStore(path);
    expect(await store.logId()).toBe('2b1d3c52-8f10-4f5e-9c35-0c9f0e6f0b11');
    const { events } = await store.readLog();
    expect(events.map(({ data }) => data)).toEqual(['{"n":1}', '{"n":3}']);
    expect(await store.readStream(stream('account-2'))).toMatchObject({ state: 'closed', streamVersion: 1 });
    expect(await store.findOutcome({ tenant: '', context: 'shop', commandId: 'command-1' })).toMatchObject({
      kind: 'nothing',
    });
    expect(await store.findDocument('orders', 'k')).toMatchObject({ revision: 3 });
    await append(store, { shapeHash: 'red' });
    await expect(append(store, { shapeHash: 'blue' })).rejects.toMatchObject(drifted);
    await store.close();
    expect(await rows(path, 'SELECT layout FROM varve_log')).toEqual([{ layout: currentLayout }]);
    expect(await integrityOf(path)).toBe('ok');
  });

  test('has the tables of a new one afterwards', async () => {
    const schema = "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name";
    const old = await oldFile('upgraded.db');
    await (await openSqliteStore(old)).close();
    const fresh = join(folder, 'fresh.db');
    await (await openSqliteStore(fresh)).close();
    const unspaced = (found: unknown[]): string => JSON.stringify(found).replaceAll(/(?:\\n|\s)+/g, ' ');
    expect(unspaced(await rows(old, schema))).toBe(unspaced(await rows(fresh, schema)));
  });

  test('is taken up once, however many processes open it at once', { timeout: 60_000 }, async () => {
    const path = await oldFile('crowd.db');
    const children = Array.from({ length: 8 }, (_, n) => startChild(shaped, [path, `q${n}`, 'same', '2']));
    await Promise.all(children.map((child) => child.line('ready')));
    for (const child of children) child.process.stdin?.end('go\n');
    const lines = (await Promise.all(children.map((child) => child.done()))).flat();
    expect(lines.filter((line) => line === 'stored same')).toHaveLength(16);
    expect(await rows(path, 'SELECT count(*) AS n FROM varve_events')).toEqual([{ n: 19 }]);
  });
});
