import type { Brand } from '../message/identifiers.js';
import { InvalidDecimalError } from '../errors/message-errors.js';
import { isDecimalText, plainDecimal } from './exact-number.js';
import { type Rounding, roundedUnits } from './rounding.js';

/** An exact decimal number as text, `-?(0|[1-9][0-9]*)(\.[0-9]+)?` without `-0`. Its scale is kept: `12.50` is not `12.5`. */
export type Decimal = Brand<string, 'Decimal'>;

export interface DecimalOptions {
  /** Digits behind the point, 0 to 100; missing ones are filled with zeros. */
  readonly scale?: number;
  /** What to do with digits that `scale` has no room for; without it they are an error unless they are zeros. */
  readonly round?: Rounding;
}

/**
 * Makes a decimal from text, from a bigint, or from a number's shortest text (`0.1` is `0.1`).
 * @throws InvalidDecimalError for what is no finite number, and where digits would be lost unsaid
 */
export function toDecimal(value: string | number | bigint, options?: DecimalOptions): Decimal {
  const text = plainDecimal(String(value));
  if (text === undefined) throw new InvalidDecimalError('it is no finite decimal number of at most 1,000 digits');
  const scaled = options?.scale === undefined ? text : rescale(text, options.scale, options.round);
  return asDecimal(scaled);
}

/** Text that is known to be canonical becomes a `Decimal` here. */
function asDecimal(text: string): Decimal {
  if (!isDecimal(text)) throw new InvalidDecimalError('it has too many digits');
  return text;
}

export function isDecimal(text: string): text is Decimal {
  return isDecimalText(text);
}

function rescale(text: string, scale: number, round: Rounding = 'exact'): string {
  if (!Number.isInteger(scale) || scale < 0 || scale > 100) {
    throw new InvalidDecimalError('a scale is a whole number from 0 to 100');
  }
  const units = roundedUnits(text, scale, round);
  if (units === undefined) {
    throw new InvalidDecimalError(`digits beyond a scale of ${scale} would be lost; say how to round`);
  }
  return decimalOfUnits(units, scale);
}

/** So many units of the last of `scale` digits behind the point. */
export function decimalOfUnits(units: bigint, scale: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const unsigned = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return units < 0n ? `-${unsigned}` : unsigned;
}
