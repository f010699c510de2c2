import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { checkQuery } from '../../runtime/src/store/check-view-query.js';
import type { FullEventStore } from '../../runtime/src/store/event-store.js';
import type { ViewQuery, ViewRow, ViewShape } from '../../runtime/src/store/view.js';
import { loadSqliteDriver } from '../../runtime/src/stores/sqlite/driver.js';
import { openSqliteLogReader, openSqliteStore } from '../../runtime/src/stores/sqlite/index.js';
import { examineSqliteStore } from '../../runtime/src/stores/sqlite/operations/index.js';
import { queryStatement, viewStatements } from '../../runtime/src/stores/sqlite/view-statements.js';
import { allRows, column, openWith, put, writeRows } from '../../runtime/src/testing/contract/cases/view-samples.js';

const folder = mkdtempSync(join(tmpdir(), 'varve-views-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const freshPath = (): string => join(folder, `${(files += 1)}.db`);

const summary: ViewShape = {
  name: 'ordering.OrderSummary',
  hash: 'first',
  key: [column('orderId', 'text')],
  columns: [column('status', 'text'), column('total', 'decimal', true), column('placedAt', 'instant', true)],
  indexes: [['status', 'placedAt'], ['total']],
};
const next: ViewShape = { ...summary, hash: 'next', columns: [column('count', 'integer')], indexes: [] };
const at = '2024-02-29T12:00:00.500Z';

async function open(path: string): Promise<FullEventStore> {
  const store = await openSqliteStore({ path, durability: 'normal' });
  onTestFinished(() => store.close());
  return store;
}

/** What somebody with the shell of SQLite is told. */
async function rowsOf(path: string, sql: string): Promise<readonly unknown[]> {
  const { DatabaseSync } = await loadSqliteDriver();
  const database = new DatabaseSync(path, { timeout: 1_000 });
  try {
    return database
      .prepare<object>(sql)
      .all()
      .map((row) => ({ ...row }));
  } finally {
    database.close();
  }
}

async function run(path: string, sql: string): Promise<void> {
  const { DatabaseSync } = await loadSqliteDriver();
  const database = new DatabaseSync(path, { timeout: 1_000 });
  database.exec(sql);
  database.close();
}

const serve = (store: FullEventStore, view: ViewShape): Promise<void> => store.transact((unit) => unit.serveView(view));

test('people find what serves under a readable name, and another generation from its commit on', async () => {
  const path = freshPath();
  const store = await open(path);
  await openWith(store, summary, [['a', 'open', '12.50', at]]);
  await writeRows(store.forTenant('acme'), summary, [put(['a', 'paid', null, null])]);
  await openWith(store, next, [['x', 3]]);
  await expect(rowsOf(path, 'SELECT * FROM ordering_order_summary')).rejects.toThrow(/no such table/);
  await serve(store, summary);
  expect(await rowsOf(path, 'SELECT * FROM ordering_order_summary ORDER BY tenant')).toEqual([
    { tenant: '', orderId: 'a', status: 'open', total: '12.50', placedAt: at },
    { tenant: 'acme', orderId: 'a', status: 'paid', total: null, placedAt: null },
  ]);
  const failing = store.transact(async (unit) => {
    await unit.serveView(next);
    throw new TypeError('on purpose');
  });
  await expect(failing).rejects.toThrow('on purpose');
  expect((await rowsOf(path, 'SELECT * FROM ordering_order_summary')).length).toBe(2);
  await serve(store, next);
  expect(await rowsOf(path, 'SELECT * FROM ordering_order_summary')).toEqual([{ tenant: '', orderId: 'x', count: 3 }]);
  await store.transact((unit) => unit.dropView(summary.name, summary.hash));
  const left = `SELECT count(*) AS tables FROM sqlite_schema WHERE type = 'table' AND name LIKE 'ordering%'`;
  expect(await rowsOf(path, left)).toEqual([{ tables: 1 }]);
});

test('indexes are used: for conditions, for the order and for pages', async () => {
  const path = freshPath();
  await openWith(await open(path), summary, []);
  const plan = async (query: Partial<ViewQuery>): Promise<string> => {
    const { text } = queryStatement(viewStatements(summary).table, '', checkQuery(summary, { ...allRows, ...query }));
    return JSON.stringify(await rowsOf(path, `EXPLAIN QUERY PLAN ${text}`));
  };
  const byStatus = { column: 'status', is: 'equal', value: 'open' } as const;
  const placed = (descending: boolean) => ({ where: [byStatus], orderBy: [{ column: 'placedAt', descending }] });
  expect(await plan(placed(false))).toMatch(/SEARCH .*_1/);
  expect(await plan(placed(false))).not.toContain('TEMP B-TREE');
  expect(await plan(placed(true))).toMatch(/SEARCH .*_1/);
  expect(await plan({ where: [byStatus, { column: 'placedAt', is: 'less', value: at }] })).toMatch(/SEARCH .*_1/);
  expect(await plan({ where: [{ column: 'total', is: 'one-of', values: ['1', '2'] }] })).toMatch(/SEARCH .*_2/);
  const byTotal = [{ column: 'total', descending: false }];
  expect(await plan({ orderBy: byTotal })).not.toContain('TEMP B-TREE');
  expect(await plan({ orderBy: byTotal, after: ['1.0', 'a'] })).toMatch(/SEARCH .*_2/);
  expect(await plan({ after: ['a'] })).toMatch(/SEARCH .*PRIMARY KEY \(tenant=\? AND orderId>\?\)/);
});

test('what else is called so is left alone, and a view of somebody else’s is not replaced', async () => {
  const path = freshPath();
  const store = await open(path);
  await run(path, 'CREATE TABLE Ordering_Order_Summary (mine INTEGER)');
  await expect(store.openView(summary)).rejects.toMatchObject({ code: 'invalid-store-argument' });
  expect(await store.findViews(summary.name)).toEqual([]);
  await run(path, 'DROP TABLE ordering_order_summary');
  await openWith(store, summary, [['a', 'open', null, null]]);
  await run(path, 'CREATE VIEW ordering_order_summary AS SELECT 1 AS mine');
  await expect(serve(store, summary)).rejects.toThrow(/already exists/);
  expect(await rowsOf(path, 'SELECT * FROM ordering_order_summary')).toEqual([{ mine: 1 }]);
  expect((await store.findViews(summary.name))[0]?.state).toBe('building');
});

test('several stores on one file know of each other’s generations', async () => {
  const path = freshPath();
  const [one, two] = [await open(path), await open(path)];
  await Promise.all([one.openView(summary), two.openView(summary), one.openView(next), two.openView(next)]);
  expect((await two.findViews(summary.name)).length).toBe(2);
  await writeRows(one, summary, [put(['a', 'open', '1.0', at])]);
  expect(await two.findRows(summary, [['a']])).toEqual([['a', 'open', '1.0', at]]);
  await two.transact((unit) => unit.dropView(summary.name, summary.hash));
  await expect(one.findRows(summary, [['a']])).rejects.toMatchObject({ code: 'view-missing' });
  await expect(one.queryRows(summary, allRows)).rejects.toMatchObject({ code: 'view-missing' });
  await two.openView({ ...summary, columns: summary.columns.slice(0, 2), indexes: [] });
  await expect(one.findRows(summary, [['a']])).rejects.toMatchObject({ code: 'view-missing' });
});

test('rows of many kinds and sizes are written in turns, and the smallest numbers are not rounded', async () => {
  const store = await open(freshPath());
  const numbers = [5e-324, -5e-324, 2 ** -1022, 1e-300, 1e-17, -1e-17, 2 ** -52, 0.1, -(2 ** -53), 1e308];
  const view: ViewShape = {
    ...next,
    hash: 'numbers',
    key: [column('n', 'number')],
    columns: [column('value', 'number', true)],
  };
  const sorted = [...numbers].sort((a, b) => a - b);
  await openWith(
    store,
    view,
    numbers.map((n): ViewRow => [n, n]),
  );
  expect((await store.queryRows(view, allRows)).map(([n, value]) => [n, value])).toEqual(sorted.map((n) => [n, n]));
  expect(
    await store.findRows(
      view,
      sorted.map((n) => [n]),
    ),
  ).toEqual(sorted.map((n) => [n, n]));
});

test('a file of the first layout is read as it is, and gets room for views when it is opened for writing', async () => {
  const path = freshPath();
  await run(path, readFileSync(new URL('../faults/layout-1.sql', import.meta.url), 'utf8'));
  const reader = await openSqliteLogReader(path);
  expect((await reader.readLog()).events.length).toBe(2);
  await reader.close();
  const named = `SELECT name FROM sqlite_master WHERE name = 'varve_views'`;
  expect(await rowsOf(path, named)).toEqual([]);
  const store = await open(path);
  expect((await rowsOf(path, named)).length).toBe(1);
  await openWith(store.forTenant('acme'), summary, [['a', 'open', '1.0', at]]);
  await serve(store, summary);
  expect((await rowsOf(path, 'SELECT * FROM ordering_order_summary')).length).toBe(1);
  const { findings } = await examineSqliteStore({ path });
  expect(findings).toEqual([]);
});
