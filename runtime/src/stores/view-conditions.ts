import type { CheckedCondition, CheckedOrder, CheckedQuery } from '../store/check-view-query.js';
import type { ColumnValue } from '../store/view.js';

/** How a database writes what a query means. Columns are told by their number. */
export interface QueryWords {
  /** The column as it is compared, quoted. */
  compared(column: number): string;
  /** A parameter for a value that is compared with the column. */
  value(column: number, value: Exclude<ColumnValue, null>): string;
  /** That the column is one of these values; there is at least one. */
  oneOf(column: number, values: readonly Exclude<ColumnValue, null>[]): string;
  isNullable(column: number): boolean;
}

const signs = { equal: '=', less: '<', 'at-most': '<=', greater: '>', 'at-least': '>=' } as const;

/** The conditions of a query, and those that leave out what lies before its page. */
export function conditionsOf(words: QueryWords, { where, order, after }: CheckedQuery): readonly string[] {
  const asked = where.map((condition) => conditionOf(words, condition));
  return after === undefined ? asked : [...asked, ...behind(words, order, after)];
}

function conditionOf(words: QueryWords, condition: CheckedCondition): string {
  const column = words.compared(condition.column);
  if (condition.is === 'null') return `${column} IS NULL`;
  if (condition.is !== 'one-of')
    return `${column} ${signs[condition.is]} ${words.value(condition.column, condition.value)}`;
  return condition.values.length === 0 ? '1 = 0' : words.oneOf(condition.column, condition.values);
}

/** Where all columns ascend and all values are there, rows can be compared whole, for which an index is made. */
function behind(words: QueryWords, order: readonly CheckedOrder[], after: readonly ColumnValue[]): readonly string[] {
  const values = after.filter((value) => value !== null);
  if (values.length === after.length && order.every(({ descending }) => !descending)) {
    const columns = order.map(({ column }) => words.compared(column));
    const parameters = order.flatMap(({ column }, at) => {
      const value = values[at];
      return value === undefined ? [] : [words.value(column, value)];
    });
    return [`(${columns.join(', ')}) > (${parameters.join(', ')})`];
  }
  const [first] = order;
  const [start = null] = after;
  const bound =
    first === undefined || start === null || (first.descending && words.isNullable(first.column))
      ? []
      : [`${words.compared(first.column)} ${first.descending ? '<=' : '>='} ${words.value(first.column, start)}`];
  return [...bound, behindFrom(words, order, after, 0)];
}

function behindFrom(
  words: QueryWords,
  order: readonly CheckedOrder[],
  after: readonly ColumnValue[],
  from: number,
): string {
  const first = order[from];
  if (first === undefined) return '1 = 0';
  const column = words.compared(first.column);
  const value = after[from] ?? null;
  const rest = behindFrom(words, order, after, from + 1);
  if (value === null) {
    const same = `(${column} IS NULL AND ${rest})`;
    return first.descending ? same : `(${column} IS NOT NULL OR ${same})`;
  }
  const parameter = words.value(first.column, value);
  const beyond = `${column} ${first.descending ? '<' : '>'} ${parameter}`;
  // Null comes before everything, which is last where the order descends.
  const nulls = first.descending && words.isNullable(first.column) ? ` OR ${column} IS NULL` : '';
  return `(${beyond}${nulls} OR (${column} = ${words.value(first.column, value)} AND ${rest}))`;
}
