import type { ColumnKind, ColumnValue, ViewCondition, ViewQuery, ViewRow, ViewShape } from '../../../store/view.js';

// What a query means, worked out once more in the plainest way: nothing here is shared with any store.

/** The rows that a query asks for, of all there are. */
export function evaluate({ key, columns }: ViewShape, rows: readonly ViewRow[], query: ViewQuery): readonly ViewRow[] {
  const all = [...key, ...columns];
  const at = (row: ViewRow, name: string): ColumnValue => row[all.findIndex((each) => each.name === name)] ?? null;
  const kindOf = (name: string): ColumnKind => all.find((each) => each.name === name)?.kind ?? 'text';
  const order = [...query.orderBy, ...key.map(({ name }) => ({ column: name, descending: false }))];
  const compare = (a: readonly ColumnValue[], b: readonly ColumnValue[]): number => {
    for (const [n, { column, descending }] of order.entries()) {
      const difference = compared(kindOf(column), a[n] ?? null, b[n] ?? null);
      if (difference !== 0) return descending ? -difference : difference;
    }
    return 0;
  };
  const placeOf = (row: ViewRow): readonly ColumnValue[] => order.map(({ column }) => at(row, column));
  const { after } = query;
  return rows
    .filter((row) =>
      query.where.every((condition) => holds(kindOf(condition.column), at(row, condition.column), condition)),
    )
    .filter((row) => after === undefined || compare(placeOf(row), after) > 0)
    .sort((a, b) => compare(placeOf(a), placeOf(b)))
    .slice(0, query.limit);
}

function holds(kind: ColumnKind, found: ColumnValue, condition: ViewCondition): boolean {
  if (condition.is === 'equal' && condition.value === null) return found === null;
  if (found === null) return false;
  if (condition.is === 'one-of') {
    return condition.values.some((value) => value !== null && compared(kind, found, value) === 0);
  }
  const difference = compared(kind, found, condition.value);
  const verdicts = {
    equal: difference === 0,
    less: difference < 0,
    'at-most': difference <= 0,
    greater: difference > 0,
    'at-least': difference >= 0,
  };
  return verdicts[condition.is];
}

function compared(kind: ColumnKind, a: ColumnValue, b: ColumnValue): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  if (kind === 'text') return listsCompared(codePoints(String(a)), codePoints(String(b)));
  if (kind === 'decimal') return exactly(unitsOf(String(a)), unitsOf(String(b)));
  if (kind === 'instant') return exactly(nanosecondsOf(String(a)), nanosecondsOf(String(b)));
  return exactly(Number(a), Number(b));
}

function exactly<T extends number | bigint>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const codePoints = (text: string): readonly number[] => [...text].map((character) => character.codePointAt(0) ?? 0);

function listsCompared(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((point, n) => point !== b[n]);
  return at === -1 ? exactly(a.length, b.length) : exactly(a[at] ?? -1, b[at] ?? -1);
}

/** In units of the last of a thousand digits behind the point. */
function unitsOf(decimal: string): bigint {
  const [whole = '', fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.padEnd(1_000, '0'));
}

function nanosecondsOf(instant: string): bigint {
  const [seconds = '', fraction = ''] = instant.slice(0, -1).split('.');
  return BigInt(Date.parse(`${seconds}Z`)) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
}
