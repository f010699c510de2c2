import { InvalidStoreArgumentError } from '../errors/store-argument-errors.js';
import { assertCount } from './storable-text.js';
import type { ColumnValue, ViewColumn, ViewCondition, ViewQuery, ViewShape } from './view.js';
import { checkedValue, columnsOf, type ViewColumns } from './view-columns.js';

/** A condition whose column is known by its number. */
export type CheckedCondition =
  | { readonly column: number; readonly is: 'null' }
  | { readonly column: number; readonly is: 'one-of'; readonly values: readonly Exclude<ColumnValue, null>[] }
  | {
      readonly column: number;
      readonly is: 'equal' | 'less' | 'at-most' | 'greater' | 'at-least';
      readonly value: Exclude<ColumnValue, null>;
    };

export interface CheckedOrder {
  readonly column: number;
  readonly descending: boolean;
}

/** A query whose columns are known by number, and whose order is total. */
export interface CheckedQuery {
  readonly where: readonly CheckedCondition[];
  readonly order: readonly CheckedOrder[];
  /** A value for each column of the order. */
  readonly after: readonly ColumnValue[] | undefined;
  readonly limit: number;
}

const mostValues = 1_000;
const comparisons: readonly string[] = ['less', 'at-most', 'greater', 'at-least'];

/** @throws InvalidStoreArgumentError */
export function checkQuery(view: ViewShape, { where, orderBy, after, limit }: ViewQuery): CheckedQuery {
  const columns = columnsOf(view);
  assertCount('limit', limit, 1);
  const asked = orderBy.map(({ column, descending }) => {
    return { column: comparableColumn(columns, 'orderBy', column), descending };
  });
  const named = new Set(asked.map(({ column }) => column));
  if (named.size < asked.length) throw new InvalidStoreArgumentError('orderBy', 'repeats a column');
  const ofKey = Array.from({ length: columns.keyLength }, (_, column) => ({ column, descending: false }));
  const order = [...asked, ...ofKey];
  const conditions = where.map((condition) => checkedCondition(columns, condition));
  // The key is in order anyway where it was asked for.
  const isFirst = (number: number): boolean => number < asked.length || !named.has(order[number]?.column ?? -1);
  return {
    where: conditions,
    order: order.filter((_, number) => isFirst(number)),
    after: after && checkedAfter(columns, order, after).filter((_, number) => isFirst(number)),
    limit,
  };
}

function checkedAfter(
  { all }: ViewColumns,
  order: readonly CheckedOrder[],
  after: readonly ColumnValue[],
): readonly ColumnValue[] {
  if (after.length !== order.length) {
    throw new InvalidStoreArgumentError(
      'after',
      `has ${after.length} values, and its query ${order.length} to order by`,
    );
  }
  return order.map(({ column }, number) => checkedValue(columnAt(all, column), after[number]));
}

function checkedCondition(columns: ViewColumns, condition: ViewCondition): CheckedCondition {
  const column = comparableColumn(columns, 'where', condition.column);
  const { name, kind } = columnAt(columns.all, column);
  const valued = (value: ColumnValue): Exclude<ColumnValue, null> => {
    const checked = checkedValue({ name, kind, nullable: false }, value);
    if (checked === null) throw new InvalidStoreArgumentError(name, 'cannot be compared with null');
    return checked;
  };
  if (condition.is === 'one-of') {
    const { values } = condition;
    if (values.length > mostValues)
      throw new InvalidStoreArgumentError(name, `is one of more than ${mostValues} values`);
    return { column, is: 'one-of', values: values.filter((value) => value !== null).map(valued) };
  }
  if (condition.is === 'equal') {
    return condition.value === null ? { column, is: 'null' } : { column, is: 'equal', value: valued(condition.value) };
  }
  if (!comparisons.includes(condition.is)) throw new InvalidStoreArgumentError('where', 'has an unknown condition');
  return { column, is: condition.is, value: valued(condition.value) };
}

function comparableColumn({ all, byName }: ViewColumns, argument: string, name: string): number {
  const number = byName.get(name);
  if (number === undefined) throw new InvalidStoreArgumentError(argument, `names no column of the view: ${name}`);
  if (columnAt(all, number).kind === 'json') {
    throw new InvalidStoreArgumentError(argument, `names ${name}, which is json and cannot be compared`);
  }
  return number;
}

function columnAt(all: readonly ViewColumn[], number: number): ViewColumn {
  const column = all[number];
  if (column === undefined) throw new InvalidStoreArgumentError('column', 'is not there');
  return column;
}
