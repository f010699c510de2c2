import { InvalidStoreArgumentError } from '../../errors/store-argument-errors.js';
import { ViewMissingError } from '../../errors/view-errors.js';
import type { CheckedQuery } from '../../store/check-view-query.js';
import type { CheckedChange, CheckedPlace } from '../../store/check-view-rows.js';
import { judgeOpening } from '../../store/judge-view.js';
import type { Clock } from '../../store/recording-clock.js';
import type { ColumnValue, ViewGeneration, ViewRow, ViewShape } from '../../store/view.js';
import { columnsOf } from '../../store/view-columns.js';
import type { Connection } from './connection.js';
import type { SqliteValue } from './driver.js';
import type { Scope } from './scope.js';
import {
  comparedValues,
  queryStatement,
  quoted,
  storedValues,
  viewStatements,
  type ViewStatements,
} from './view-statements.js';

type GenerationRow = readonly [hash: string, state: ViewGeneration['state'], shape: string];

export function findViews(connection: Connection, name: string): readonly ViewGeneration[] {
  return connection
    .statement<GenerationRow>(
      `SELECT hash, state, shape FROM varve_views WHERE name = ? ORDER BY state = 'serving' DESC, rowid`,
    )
    .all(name)
    .map(([hash, state, shape]) => ({ name, hash, state, shape: shapeFrom(shape) }));
}

/** Written by this store alone. */
export function shapeFrom(text: string): ViewShape {
  return JSON.parse(text) as ViewShape;
}

/** Within the writer's transaction. What it throws it throws before it has made anything. */
export function openView(connection: Connection, clock: Clock, view: ViewShape): ViewGeneration {
  const { name, hash } = view;
  const known = judgeOpening(view, findViews(connection, name), namesOfViews(connection));
  if (known !== undefined) return known;
  const { table, make } = viewStatements(view);
  assertFree(connection, view, table.name);
  if (findViews(connection, name).length === 0) assertFree(connection, view, table.readable);
  for (const statement of make) connection.statement(statement).run();
  connection
    .statement(
      `INSERT INTO varve_views (name, hash, table_name, view_name, state, shape, opened_at)
        VALUES (?, ?, ?, ?, 'building', ?, ?)`,
    )
    .run(name, hash, table.name, table.readable, columnsOf(view).text, clock());
  return { name, hash, state: 'building', shape: view };
}

function namesOfViews(connection: Connection): readonly string[] {
  const rows = connection.statement<readonly [string]>('SELECT DISTINCT name FROM varve_views').all();
  return rows.map(([name]) => name);
}

function assertFree(connection: Connection, view: ViewShape, table: string): void {
  const find = 'SELECT type FROM sqlite_schema WHERE name = ? COLLATE NOCASE';
  const found = connection.statement<readonly [string]>(find).get(table);
  if (found === undefined) return;
  throw new InvalidStoreArgumentError('view.name', `${view.name} needs the name ${table}, which a ${found[0]} has`);
}

export function serveView(connection: Connection, view: ViewShape): void {
  const { table, show } = standing(connection, view);
  const before = findViews(connection, view.name)[0];
  if (before?.state === 'serving') connection.statement(`DROP VIEW ${quoted(table.readable)}`).run();
  connection.statement(`UPDATE varve_views SET state = 'building' WHERE name = ? AND state = 'serving'`).run(view.name);
  connection
    .statement(`UPDATE varve_views SET state = 'serving' WHERE name = ? AND hash = ?`)
    .run(view.name, view.hash);
  connection.statement(show).run();
}

export function dropView(connection: Connection, name: string, hash: string): void {
  const known = findViews(connection, name).find((generation) => generation.hash === hash);
  if (known === undefined) return;
  if (known.state === 'serving')
    throw new InvalidStoreArgumentError('hash', `is the generation of ${name} that serves`);
  connection.statement(viewStatements(known.shape).remove).run();
  connection.statement('DELETE FROM varve_views WHERE name = ? AND hash = ?').run(name, hash);
}

export function findViewRows(
  { connection }: Scope,
  view: ViewShape,
  places: readonly CheckedPlace[],
): readonly (ViewRow | undefined)[] {
  return within(connection, view, ({ table, find }) => {
    const statement = connection.statement<readonly SqliteValue[]>(find);
    return places.map((place) => {
      const row = statement.get(...placeValues(view, place));
      return row && rowFrom(table, row);
    });
  });
}

export function writeViewRows({ connection }: Scope, view: ViewShape, changes: readonly CheckedChange[]): void {
  const { table, putRow, removeRow } = standing(connection, view);
  const put = connection.statement(putRow);
  const remove = connection.statement(removeRow);
  for (const change of changes) {
    if (change.row === undefined) remove.run(...placeValues(view, change));
    else put.run(change.tenant, ...storedValues(table, change.row));
  }
}

export function queryViewRows({ connection, tenant }: Scope, view: ViewShape, query: CheckedQuery): readonly ViewRow[] {
  return within(connection, view, ({ table }) => {
    const { text, parameters } = queryStatement(table, tenant, query);
    const rows = connection.statement<readonly SqliteValue[]>(text).all(...parameters);
    return rows.map((row) => rowFrom(table, row));
  });
}

function placeValues(view: ViewShape, { tenant, key }: CheckedPlace): readonly SqliteValue[] {
  const values = key.flatMap((value, number) => comparedValues(view.key[number]?.kind ?? 'text', value));
  return [tenant, ...values];
}

function rowFrom({ columns }: ViewStatements['table'], row: readonly SqliteValue[]): ViewRow {
  return columns.map(({ kind }, number): ColumnValue => {
    const value = row[number] ?? null;
    if (kind === 'boolean' && value !== null) return value === 1;
    // What is stored here is never a bigint, and never bytes.
    return value as Exclude<SqliteValue, bigint | Uint8Array>;
  });
}

/** @throws ViewMissingError for a generation that is not there, or has another shape */
function standing(connection: Connection, view: ViewShape): ViewStatements {
  const { name, hash } = view;
  const find = 'SELECT 1 FROM varve_views WHERE name = ? AND hash = ? AND shape = ?';
  const opened = connection.statement<readonly [number]>(find).get(name, hash, columnsOf(view).text);
  if (opened === undefined) throw new ViewMissingError(name, hash);
  return viewStatements(view);
}

/** Reads outside of a transaction, where another process may drop the generation between two statements. */
function within<T>(connection: Connection, view: ViewShape, read: (statements: ViewStatements) => T): T {
  const statements = standing(connection, view);
  try {
    return read(statements);
  } catch (error) {
    standing(connection, view);
    throw error;
  }
}
