import type { FullEventStore } from '../../../store/event-store.js';
import type { ColumnKind, RowChange, ViewColumn, ViewKey, ViewQuery, ViewRow, ViewShape } from '../../../store/view.js';

export const column = (name: string, kind: ColumnKind, nullable = false): ViewColumn => ({ name, kind, nullable });

/** Orders by their id: how many things are in them, and a note. */
export function ordersView(hash = 'first', name = 'shop.OrderList'): ViewShape {
  return {
    name,
    hash,
    key: [column('orderId', 'text')],
    columns: [column('count', 'integer'), column('note', 'text', true)],
    indexes: [['count']],
  };
}

/** A row for each value: a number of its own, and the value. */
export function valuesView(kind: ColumnKind): ViewShape {
  return {
    name: `shop.Values ${kind}`,
    hash: 'h',
    key: [column('n', 'integer')],
    columns: [column('value', kind, true)],
    indexes: kind === 'json' ? [] : [['value']],
  };
}

export const orderRow = (orderId: string, count: number, note: string | null = null): ViewRow => [orderId, count, note];

/** A row with everything it has, at its own place. */
export function put(row: ViewRow, keyLength = 1): RowChange {
  return { key: row.slice(0, keyLength), row };
}

export const gone = (...key: ViewKey): RowChange => ({ key, row: undefined });

type Writing = Pick<FullEventStore, 'transact'>;

export async function writeRows(store: Writing, view: ViewShape, changes: readonly RowChange[]): Promise<void> {
  await store.transact((unit) => unit.writeRows(view, changes));
}

export async function openWith(
  store: Writing & Pick<FullEventStore, 'openView'>,
  view: ViewShape,
  rows: readonly ViewRow[],
): Promise<ViewShape> {
  await store.openView(view);
  await writeRows(
    store,
    view,
    rows.map((row) => put(row, view.key.length)),
  );
  return view;
}

/** All rows, in the order of their keys. */
export const allRows: ViewQuery = { where: [], orderBy: [], limit: 10_000 };
