import { sortableInstant } from '../shape/date-formats.js';
import type { ColumnKind, ColumnValue, ViewPlace } from './view.js';

// How values of columns are compared where no database does it. Values were checked before.

/**
 * A value by which its kind can be told apart and put in order: numbers as numbers, everything else as text by code points.
 * Values that are equal have the same one.
 */
export function comparableOf(kind: ColumnKind, value: Exclude<ColumnValue, null>): string | number {
  if (kind === 'decimal') return sortableDecimal(String(value));
  if (kind === 'instant') return sortableInstant(String(value));
  return typeof value === 'boolean' ? Number(value) : value;
}

/** The same text for places that are the same, whatever their keys look like. @param tenant empty for nobody */
export function placeText(
  columns: readonly { readonly kind: ColumnKind }[],
  { tenant, key }: Required<ViewPlace>,
): string {
  const comparables = key.map((value, number) => {
    const kind = columns[number]?.kind ?? 'text';
    return value === null ? null : comparableOf(kind, value);
  });
  return `${tenant}\0${JSON.stringify(comparables)}`;
}

/** −1, 0 or 1; null comes before everything. */
export function compareValues(kind: ColumnKind, a: ColumnValue, b: ColumnValue): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  const [left, right] = [comparableOf(kind, a), comparableOf(kind, b)];
  if (typeof left === 'string' && typeof right === 'string') return compareCodePoints(left, right);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** As UTF-8 compares them: UTF-16 has the characters above U+FFFF before some of those below. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const difference = rank(a.charCodeAt(at)) - rank(b.charCodeAt(at));
    if (difference !== 0) return Math.sign(difference);
  }
  return Math.sign(a.length - b.length);
}

/** Halves of pairs come after all other units. */
function rank(unit: number): number {
  return unit < 0xd800 || unit > 0xdfff ? unit : unit + 0x10000;
}

/**
 * Text that sorts as the decimal does, the same for equal ones: a sign, the number of digits before the point, the digits.
 * Below zero digits count backwards, and an end behind them makes the shorter text the greater number.
 */
export function sortableDecimal(text: string): string {
  const below = text.startsWith('-');
  const [whole = '', fraction = ''] = (below ? text.slice(1) : text).split('.');
  const digits = String(whole.length).padStart(4, '0') + whole + fraction.replace(/0+$/, '');
  return below ? `0${digits.replaceAll(/\d/g, (digit) => String(9 - Number(digit)))}~` : `1${digits}`;
}
