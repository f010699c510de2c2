import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { openSqliteStore, type SqliteEventStore, type UnitSql } from '../../runtime/src/stores/sqlite/index.js';
import { createSamples } from '../../runtime/src/testing/contract/samples.js';

const folder = mkdtempSync(join(tmpdir(), 'varve-sql-'));
const samples = createSamples();
let files = 0;

afterAll(() => rmSync(folder, { recursive: true }));

describe.each(['in a file', 'in memory'])('SQL within a unit, %s', (place) => {
  async function open(): Promise<SqliteEventStore> {
    files += 1;
    const store = await openSqliteStore(place === 'in memory' ? ':memory:' : join(folder, `${files}.db`));
    onTestFinished(() => store.close());
    await store.transact(({ sql }) => {
      sql.run('CREATE TABLE totals (id TEXT PRIMARY KEY, cents INTEGER NOT NULL)');
    });
    return store;
  }

  const appendOne = { expected: 'any' as const };
  const totalsOf = (store: SqliteEventStore) =>
    store.transact(({ sql }) => sql.all('SELECT * FROM totals ORDER BY id'));

  test('read-model rows are written in the commit of the events', async () => {
    const store = await open();
    const streamName = samples.stream();
    await store.transact(async (unit) => {
      await unit.append({ ...appendOne, streamName, events: samples.events(1) });
      expect(unit.sql.run('INSERT INTO totals VALUES (?, ?)', 'a', 100)).toEqual({ changes: 1 });
      expect(unit.sql.get('SELECT cents FROM totals WHERE id = ?', 'a')).toEqual({ cents: 100 });
      expect(unit.sql.get('SELECT cents FROM totals WHERE id = ?', 'b')).toBeUndefined();
    });
    expect(await totalsOf(store)).toEqual([{ id: 'a', cents: 100 }]);
    expect((await store.readStream(streamName)).streamVersion).toBe(1);
  });

  test('rows of a unit that conflicts are not written, although its work ended well', async () => {
    const store = await open();
    const streamName = samples.stream();
    const unit = store.transact(async ({ sql, append }) => {
      sql.run('INSERT INTO totals VALUES (?, ?)', 'a', 100);
      await append({ streamName, expected: { streamVersion: 9 }, events: samples.events(1) });
    });
    await expect(unit).rejects.toMatchObject({ code: 'unit-poisoned' });
    expect(await totalsOf(store)).toEqual([]);
  });

  test('an error of a user’s statement is the user’s to see, and poisons the unit', async () => {
    const store = await open();
    const streamName = samples.stream();
    const unit = store.transact(async (inside) => {
      await inside.append({ ...appendOne, streamName, events: samples.events(1) });
      inside.sql.run('INSERT INTO totals VALUES (?, ?)', 'a', 1);
      expect(() => inside.sql.run('INSERT INTO totals VALUES (?, ?)', 'a', 2)).toThrow(
        /UNIQUE constraint failed: totals.id/,
      );
      expect(() => inside.sql.all('SELECT 1')).toThrow(expect.objectContaining({ code: 'unit-poisoned' }));
    });
    await expect(unit).rejects.toMatchObject({ code: 'unit-poisoned' });
    expect(await totalsOf(store)).toEqual([]);
    expect((await store.readStream(streamName)).state).toBe('absent');
  });

  test('an uncaught error of a user’s statement comes out unchanged', async () => {
    const store = await open();
    const unit = store.transact(({ sql }) => sql.run('INSERT INTO nowhere VALUES (1)'));
    await expect(unit).rejects.toThrow('no such table: nowhere');
    expect(await totalsOf(store)).toEqual([]);
  });

  test.each([
    'COMMIT',
    ' -- a comment\n commit',
    '/* begin */ ROLLBACK',
    'BEGIN',
    'SAVEPOINT mine',
    'PRAGMA synchronous = OFF',
    "ATTACH 'other.db' AS other",
    'VACUUM',
    '',
    "INSERT INTO totals VALUES ('a', 1); COMMIT",
    "INSERT INTO totals VALUES ('a', 1); INSERT INTO totals VALUES ('b', 1)",
    "INSERT OR ROLLBACK INTO totals VALUES ('a', 1)",
  ])('«%s» is refused, and the unit with it', async (text) => {
    const store = await open();
    const unit = store.transact(({ sql }) => {
      sql.run("INSERT INTO totals VALUES ('before', 1)");
      sql.run(text);
    });
    await expect(unit).rejects.toMatchObject({ code: 'invalid-store-argument' });
    expect(await totalsOf(store)).toEqual([]);
  });

  test.each([
    "INSERT INTO totals VALUES ('a;b', 1);",
    "INSERT INTO totals VALUES ('-- ; COMMIT', 1) -- ; done",
    'WITH t (id) AS (VALUES (1)) INSERT INTO totals SELECT id, 1 FROM t',
    "REPLACE INTO totals VALUES ('or rollback', 1)",
    `CREATE TRIGGER kept AFTER INSERT ON totals BEGIN UPDATE totals SET cents = 2; DELETE FROM totals; END`,
  ])('«%s» is run', async (text) => {
    const store = await open();
    await store.transact(({ sql }) => sql.run(text));
  });

  test('statements after the unit’s end are refused', async () => {
    const store = await open();
    let kept: UnitSql | undefined;
    await store.transact(({ sql }) => {
      kept = sql;
    });
    expect(() => kept?.run("INSERT INTO totals VALUES ('late', 1)")).toThrow(
      expect.objectContaining({ code: 'unit-closed' }),
    );
    expect(await totalsOf(store)).toEqual([]);
  });

  test('more different statements than are kept prepared work all the same', async () => {
    const store = await open();
    await store.transact(({ sql }) => {
      for (let round = 0; round < 2; round += 1) {
        for (let n = 0; n < 300; n += 1) expect(sql.get(`SELECT ${n} AS n`)).toEqual({ n });
      }
    });
  });
});

test('in memory, documents are read only once an open unit has ended', async () => {
  const store = await openSqliteStore(':memory:');
  const read = await store.transact(async (unit) => {
    await unit.putDocument({ collection: 'c', key: 'k', data: '1' }, 0);
    return { later: store.findDocument('c', 'k') };
  });
  expect(await read.later).toMatchObject({ data: '1', revision: 1 });
  await store.close();
});

test('the tables can be read with any SQL tool', async () => {
  const store = await openSqliteStore(':memory:');
  const streamName = samples.stream('invoice');
  const events = [samples.event({ data: '{"n":1}' })];
  await store.append({ streamName, expected: 'any', events, outcome: samples.outcome() });
  const rows = await store.transact(({ sql }) => ({
    events: sql.all('SELECT stream_name, position, type, data, hidden FROM varve_events_by_log'),
    streams: sql.all('SELECT stream_name, category, stream_version, closed_at FROM varve_stream_versions'),
    outcomes: sql.all('SELECT kind, context FROM varve_outcomes'),
  }));
  expect(rows).toEqual({
    events: [{ stream_name: streamName, position: 0, type: 'shop.Happened', data: '{"n":1}', hidden: 0 }],
    streams: [{ stream_name: streamName, category: 'invoice', stream_version: 1, closed_at: null }],
    outcomes: [{ kind: 'accepted', context: 'shop' }],
  });
  await store.close();
});
