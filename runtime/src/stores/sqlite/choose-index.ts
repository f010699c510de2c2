import type { CheckedQuery } from '../../store/check-view-query.js';
import type { ViewTable } from '../view-table.js';

/**
 * Which index a query is best answered with, by its number; `undefined` for the key, or when it makes no difference. SQLite
 * takes it that few rows have the same tenant, and would read all of nobody's to spare itself a sort.
 */
export function chooseIndex({ indexes, keyLength }: ViewTable, query: CheckedQuery): number | undefined {
  const key = Array.from({ length: keyLength }, (_, column) => column);
  let best = { index: undefined as number | undefined, worth: worthOf(key, query) };
  for (const [index, columns] of indexes.entries()) {
    const worth = worthOf(columns, query);
    if (worth > best.worth) best = { index, worth };
  }
  return best.index;
}

/** Most of all it counts how many columns are known, then whether the next one is bounded, then whether it is in order. */
function worthOf(columns: readonly number[], { where, order }: CheckedQuery): number {
  const isKnown = (column: number): boolean =>
    where.some(({ column: asked, is }) => asked === column && (is === 'equal' || is === 'null' || is === 'one-of'));
  const unknown = columns.findIndex((column) => !isKnown(column));
  const known = unknown === -1 ? columns.length : unknown;
  const next = columns[known];
  const isBounded = next !== undefined && where.some(({ column }) => column === next);
  const first = order.find(({ column }) => !isKnown(column));
  const isInOrder = next !== undefined && first?.column === next;
  return known * 4 + Number(isBounded) * 2 + Number(isInOrder);
}
