import type { Decimal } from './decimal.js';
import { isInstant } from './date-formats.js';
import { ExactNumber, isDecimalText, plainDecimal } from './exact-number.js';
import { isBigint, settled, wired } from './scalar.js';
import type { Shape } from './shape.js';

/** The plain decimal text of a JSON number, read exactly or not; `undefined` for anything else. */
function decimalOf(wire: unknown): string | undefined {
  if (wire instanceof ExactNumber) return plainDecimal(wire.text);
  return typeof wire === 'number' ? plainDecimal(String(wire)) : undefined;
}

/** Whole numbers may be written `5`, `5.0` or `5e3`. */
function integerOf(wire: unknown): string | undefined {
  return decimalOf(wire)?.replace(/\.0*$/, '');
}

/** A decimal that is a number in JSON, read and written digit by digit. */
export const decimalNumber: Shape<Decimal, string> = /* @__PURE__ */ wired({
  what: 'a string with a decimal such as 12.50',
  wireWhat: 'a number',
  holds: (value) => typeof value === 'string' && isDecimalText(value),
  wireHolds: (wire) => decimalOf(wire) !== undefined,
  decode: decimalOf,
  encode: (value) => new ExactNumber(String(value)),
  exact: true,
});

/** A bigint that is a number in JSON, read and written digit by digit. */
export const bigintNumber: Shape<bigint> = /* @__PURE__ */ wired({
  what: 'a bigint',
  wireWhat: 'a whole number',
  holds: isBigint,
  wireHolds: (wire) => /^-?\d+$/.test(integerOf(wire) ?? ''),
  decode: (wire) => BigInt(integerOf(wire) ?? ''),
  encode: (value) => new ExactNumber(String(value)),
  exact: true,
});

const earliest = -62_167_219_200_000;
const latest = 253_402_300_799_999;

function isMilliseconds(wire: unknown): boolean {
  return typeof wire === 'number' && Number.isInteger(wire) && wire >= earliest && wire <= latest;
}

/** An instant of whole milliseconds, without a fraction of zeros: what a number of milliseconds reads as. */
function instantOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.?0+Z$/, 'Z');
}

function millisecondsOf(value: unknown): number {
  return Date.parse(String(value));
}

const beyondMilliseconds = /\.\d{3}\d*[1-9]\d*Z$/;

/** An instant that is its number of milliseconds since 1970 in JSON; finer fractions are refused, zeros at their end dropped. */
export const instantEpochMs: Shape<string> = /* @__PURE__ */ wired({
  what: 'a string with an instant in UTC of at most milliseconds such as 2026-02-28T23:59:59.123Z',
  wireWhat: 'a whole number of milliseconds since 1970',
  holds: (value) => typeof value === 'string' && isInstant(value) && !beyondMilliseconds.test(value),
  wireHolds: (wire) => isMilliseconds(settled(wire)),
  decode: (wire) => instantOf(Number(settled(wire))),
  encode: millisecondsOf,
  fill: (value) => instantOf(millisecondsOf(value)),
});
