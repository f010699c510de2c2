// Exact arithmetic on decimal texts, for compiled checks: bounds of decimals, and multiples that doubles would get wrong.
import { plainDecimal } from './exact-number.js';

/** Both numbers in units of the finer one's last digit; `undefined` when one is no number. */
function inCommonUnits(a: string, b: string): readonly [bigint, bigint] | undefined {
  const left = plainDecimal(a);
  const right = plainDecimal(b);
  if (left === undefined || right === undefined) return undefined;
  const scale = Math.max(scaleOf(left), scaleOf(right));
  return [unitsOf(left, scale), unitsOf(right, scale)];
}

const scaleOf = (text: string): number => (text.split('.')[1] ?? '').length;

function unitsOf(text: string, scale: number): bigint {
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(scale, '0'));
}

/** −1, 0 or 1 for two texts of decimal numbers, by value: `1.0` and `1.00` are equal. NaN when one is no number. */
export function compareDecimals(a: string, b: string): number {
  const units = inCommonUnits(a, b);
  if (units === undefined) return NaN;
  const [left, right] = units;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Whether `text` is a whole multiple of `step`, both texts of decimal numbers, `step` above zero. */
export function isDecimalMultiple(text: string, step: string): boolean {
  const units = inCommonUnits(text, step);
  return units !== undefined && units[1] > 0n && units[0] % units[1] === 0n;
}
