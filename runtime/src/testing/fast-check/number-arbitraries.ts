// Numbers within bounds, worked out in whole units of the last digit, so that no bound and no multiple is missed by a
// rounding. In: keywords, whose limits are numbers or texts of decimals.
import * as fc from 'fast-check';
import { InvalidUseError } from '../../errors/command-errors.js';
import type { Keywords } from '../../shape/check.js';
import { decimalOfUnits } from '../../shape/decimal.js';
import { plainDecimal } from '../../shape/exact-number.js';

interface Units {
  readonly min: bigint;
  readonly max: bigint;
}

/** How far beyond the only bound, or either side of zero, values lie. */
const usualReach = 10n ** 12n;

const safest = BigInt(Number.MAX_SAFE_INTEGER);
const safe: Units = { min: -safest, max: safest };

export function integerArbitrary(keywords: Keywords): fc.Arbitrary<number> {
  const { multipleOf } = keywords;
  if (multipleOf !== undefined) return multiples(keywords, multipleOf).map(Number).filter(Number.isSafeInteger);
  const { min, max } = range(keywords, 0, safest);
  return fc.bigInt(clamp({ min, max })).map(Number);
}

export function bigintArbitrary(keywords: Keywords): fc.Arbitrary<bigint> {
  const { multipleOf } = keywords;
  if (multipleOf !== undefined) return multiples(keywords, multipleOf).map((text) => BigInt(text.replace(/\..*/, '')));
  return fc.oneof(fc.bigInt(range(keywords, 0, 1_000n)), fc.bigInt(range(keywords, 0, 10n ** 40n)));
}

export function decimalArbitrary(keywords: Keywords): fc.Arbitrary<string> {
  const { multipleOf } = keywords;
  if (multipleOf !== undefined) return multiples(keywords, multipleOf);
  const scales = new Set([2, 0, 1, 3, 6, ...Object.values(keywords).map((limit) => scaleOf(plain(limit)))]);
  const ranges = [...scales].flatMap((scale) => {
    const units = range(keywords, scale, usualReach);
    return units.min > units.max ? [] : [fc.bigInt(units).map((value) => decimalOfUnits(value, scale))];
  });
  if (ranges.length === 0) throw nothingBetween(keywords);
  return fc.oneof(...ranges);
}

export function numberArbitrary(keywords: Keywords): fc.Arbitrary<number> {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = keywords;
  if (multipleOf !== undefined) return multiples(keywords, multipleOf).map(Number);
  const min = exclusiveMinimum ?? minimum;
  const max = exclusiveMaximum ?? maximum;
  return fc.double({
    noNaN: true,
    noDefaultInfinity: true,
    ...(min === undefined ? {} : { min: Number(min), minExcluded: exclusiveMinimum !== undefined }),
    ...(max === undefined ? {} : { max: Number(max), maxExcluded: exclusiveMaximum !== undefined }),
  });
}

/** Whole multiples of a decimal, as texts. */
function multiples(keywords: Keywords, multipleOf: unknown): fc.Arbitrary<string> {
  const step = plain(multipleOf);
  const scale = scaleOf(step);
  const unit = unitsOf(step, scale, 0n);
  const { min, max } = range(keywords, scale, usualReach);
  const counts = { min: -floored(-min, unit), max: floored(max, unit) };
  if (counts.min > counts.max) throw nothingBetween(keywords);
  return fc.bigInt(counts).map((count) => decimalOfUnits(count * unit, scale));
}

/** The bounds in whole units of the digit at `scale`; `reach` units away from the other one where one is missing. */
function range(keywords: Keywords, scale: number, reach: bigint): Units {
  const limit = (keyword: string, up: 0n | 1n, beyond: bigint): readonly bigint[] =>
    keywords[keyword] === undefined ? [] : [unitsOf(plain(keywords[keyword]), scale, up) + beyond];
  const lower = [...limit('minimum', 1n, 0n), ...limit('exclusiveMinimum', 0n, 1n)];
  const upper = [...limit('maximum', 0n, 0n), ...limit('exclusiveMaximum', 1n, -1n)];
  const min = lower.toSorted(byValue).at(-1);
  const max = upper.toSorted(byValue).at(0);
  return {
    min: min ?? (max === undefined || max > 0n ? -reach : max - reach),
    max: max ?? (min === undefined || min < 0n ? reach : min + reach),
  };
}

const byValue = (left: bigint, right: bigint): number => (left < right ? -1 : left > right ? 1 : 0);

function clamp({ min, max }: Units): Units {
  return { min: min < safe.min ? safe.min : min, max: max > safe.max ? safe.max : max };
}

function plain(limit: unknown): string {
  return plainDecimal(String(limit)) ?? '0';
}

const scaleOf = (text: string): number => (text.split('.')[1] ?? '').length;

/** In units of the digit at `scale`; what lies between two of them goes to the lower one, or with `up` to the higher one. */
function unitsOf(text: string, scale: number, up: 0n | 1n): bigint {
  const own = Math.max(scale, scaleOf(text));
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const size = BigInt(whole + fraction.padEnd(own, '0'));
  const units = text.startsWith('-') ? -size : size;
  const unit = 10n ** BigInt(own - scale);
  const lower = floored(units, unit);
  return lower * unit === units ? lower : lower + up;
}

function floored(units: bigint, unit: bigint): bigint {
  const quotient = units / unit;
  return units % unit < 0n ? quotient - 1n : quotient;
}

function nothingBetween(keywords: Keywords): InvalidUseError {
  return new InvalidUseError(`There is no number that holds to ${JSON.stringify(keywords)}.`);
}
