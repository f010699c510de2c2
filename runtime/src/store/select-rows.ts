import type { CheckedCondition, CheckedOrder, CheckedQuery } from './check-view-query.js';
import type { ColumnKind, ColumnValue, ViewRow } from './view.js';
import type { ViewColumns } from './view-columns.js';
import { compareValues } from './view-order.js';

/** The rows that a query asks for, in its order. */
export function selectRows(
  { all }: ViewColumns,
  rows: readonly ViewRow[],
  { where, order, after, limit }: CheckedQuery,
): readonly ViewRow[] {
  const kinds = all.map(({ kind }) => kind);
  const found = rows.filter((row) => where.every((condition) => holds(kinds, row, condition)));
  const valuesOf = (row: ViewRow): ViewRow => order.map(({ column }) => row[column] ?? null);
  const compare = comparison(kinds, order);
  const page = after === undefined ? found : found.filter((row) => compare(valuesOf(row), after) > 0);
  return page.sort((a, b) => compare(valuesOf(a), valuesOf(b))).slice(0, limit);
}

function comparison(kinds: readonly ColumnKind[], order: readonly CheckedOrder[]) {
  return (a: readonly ColumnValue[], b: readonly ColumnValue[]): number => {
    for (const [at, { column, descending }] of order.entries()) {
      const ascending = compareValues(kinds[column] ?? 'text', a[at] ?? null, b[at] ?? null);
      if (ascending !== 0) return descending ? -ascending : ascending;
    }
    return 0;
  };
}

function holds(kinds: readonly ColumnKind[], row: ViewRow, condition: CheckedCondition): boolean {
  const found = row[condition.column] ?? null;
  if (condition.is === 'null') return found === null;
  if (found === null) return false;
  const against = (value: ColumnValue): number => compareValues(kinds[condition.column] ?? 'text', found, value);
  switch (condition.is) {
    case 'one-of':
      return condition.values.some((value) => against(value) === 0);
    case 'equal':
      return against(condition.value) === 0;
    case 'less':
      return against(condition.value) < 0;
    case 'at-most':
      return against(condition.value) <= 0;
    case 'greater':
      return against(condition.value) > 0;
    case 'at-least':
      return against(condition.value) >= 0;
  }
}
