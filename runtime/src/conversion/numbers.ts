// Numbers and decimals into each other, digit by digit and never through a binary fraction. A number stands for its
// shortest text, as it was written in JSON: 0.1 is one tenth. Zero has no sign, and nothing has an exponent.
import { FailedConversionError } from '../errors/message-errors.js';
import { type Decimal, decimalOfUnits, isDecimal } from '../shape/decimal.js';
import { plainDecimal } from '../shape/exact-number.js';
import { type Rounding, roundedUnits } from '../shape/rounding.js';

/** How many digits behind the point, and what becomes of further ones. */
export interface Scaling {
  readonly scale: number;
  readonly round: Rounding;
}

/** Plain text of a scalar: a number without an exponent, `true`, `false`, and text as it is. */
export function toText(value: string | number | bigint | boolean): string {
  return typeof value === 'number' ? plainText(value) : String(value);
}

export function integerToDecimal(value: number | bigint): Decimal {
  return canonical(plainText(value));
}

export function numberToDecimal(value: number | bigint, { scale, round }: Scaling): Decimal {
  return canonical(decimalOfUnits(unitsOf(plainText(value), { scale, round }), scale));
}

/** An amount as a whole number of its smallest unit: with a scale of 2, 12.5 is 1250. At most 2^53 − 1 either way. */
export function toMinorUnits(amount: string | number | bigint, scaling: Scaling): number {
  const units = Number(unitsOf(plainText(amount), scaling));
  if (!Number.isSafeInteger(units)) throw new FailedConversionError('it is beyond 2^53 − 1 smallest units');
  return units;
}

/** A whole number of smallest units as an amount: with a scale of 2, 1250 is 12.50. There is nothing to round. */
export function fromMinorUnits(units: number | bigint, { scale }: Scaling): Decimal {
  const whole = plainText(units);
  if (whole.includes('.')) throw new FailedConversionError('it is no whole number of smallest units');
  return canonical(decimalOfUnits(BigInt(whole), scale));
}

/** A whole number as JSON or people write it, if JavaScript holds it exactly. */
export function parseInteger(text: string): number | undefined {
  const value = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) ? withoutSign(value) : undefined;
}

/** A number in decimal notation, with or without an exponent; no blanks, no infinity. */
export function parseNumber(text: string): number | undefined {
  const value = numberForm.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? withoutSign(value) : undefined;
}

/** As `parseNumber`, every digit kept. */
export function parseDecimal(text: string): Decimal | undefined {
  const plain = numberForm.test(text) ? plainDecimal(text.replace('+', '')) : undefined;
  return plain !== undefined && isDecimal(plain) ? plain : undefined;
}

const numberForm = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

const withoutSign = (value: number): number => (value === 0 ? 0 : value);

function plainText(value: string | number | bigint): string {
  const text = plainDecimal(String(value));
  if (text === undefined) throw new FailedConversionError('it is no finite number of at most 1,000 digits');
  return text;
}

function unitsOf(text: string, { scale, round }: Scaling): bigint {
  const units = roundedUnits(text, scale, round);
  if (units === undefined) throw new FailedConversionError(`digits beyond a scale of ${scale} would be lost`);
  return units;
}

function canonical(text: string): Decimal {
  if (!isDecimal(text)) throw new FailedConversionError('it has more than 1,000 digits');
  return text;
}
