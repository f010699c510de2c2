/**
 * Conversions of steps, for the interpreter: from the words of language.md, in the plainest way there is. Decimals and
 * rounding are exact; nothing here is shared with the runtime.
 */
import type { Conversion, Rounding } from '../../generator/src/model/step-model.js';
import { instant } from './memory-values.js';

/** `undefined` where a partial conversion gives nothing. */
export function convertValue(value: unknown, by: Conversion): unknown {
  switch (by.name) {
    case 'to-string': {
      // Without an exponent, as people write numbers.
      const { digits, scale } = exact(value);
      return typeof value === 'number' ? decimalText(digits, scale) : String(value);
    }
    case 'to-list':
      return [value];
    case 'first':
      return (value as readonly unknown[])[0];
    case 'integer-to-number':
      return value;
    case 'integer-to-decimal':
      return String(value);
    case 'integer-to-bigint':
      return BigInt(value as number);
    case 'number-to-decimal':
      return decimalText(rounded(exact(value), by.scale, by.round), by.scale);
    case 'minor-units':
      return Number(rounded(exact(value), by.scale, by.round));
    case 'from-minor-units':
      return decimalText(BigInt(value as number | bigint), by.scale);
    case 'epoch-ms-to-instant':
      return instantWithin(value as number);
    case 'epoch-s-to-instant':
      return instantWithin((value as number) * 1000);
    case 'date-to-instant':
      return startOfDay(value as string, by.zone);
    case 'parse-integer':
      return /^-?[0-9]+$/.test(value as string) && Number.isSafeInteger(Number(value)) ? Number(value) : undefined;
    case 'parse-number':
      return /^-?[0-9]+(?:\.[0-9]+)?$/.test(value as string) ? Number(value) : undefined;
    case 'parse-decimal':
      return /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/.test(value as string) ? value : undefined;
    case 'parse-instant':
      return /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z$/.test(value as string) ? value : undefined;
  }
}

function instantWithin(milliseconds: number): string {
  const text = instant(milliseconds);
  if (!/^\d{4}-/.test(text)) throw new Error('It lies outside the years 0000 to 9999.');
  return text;
}

interface Exact {
  readonly digits: bigint;
  readonly scale: number;
}

function exact(value: unknown): Exact {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)([0-9]+)(?:\.([0-9]+))?(?:e([+-]?[0-9]+))?$/.exec(String(value)) ?? [];
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(`${sign}${whole}${fraction}`);
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale };
}

/** In units of the last place of `scale`. */
function rounded({ digits, scale }: Exact, wanted: number, round: Rounding): bigint {
  if (scale <= wanted) return digits * 10n ** BigInt(wanted - scale);
  const unit = 10n ** BigInt(scale - wanted);
  const [whole, rest] = [digits / unit, digits % unit];
  if (rest === 0n) return whole;
  const away = digits < 0n ? whole - 1n : whole + 1n;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  switch (round) {
    case 'exact':
      throw new Error('It would have to be rounded.');
    case 'down':
      return whole;
    case 'up':
      return away;
    case 'floor':
      return digits < 0n ? away : whole;
    case 'ceiling':
      return digits < 0n ? whole : away;
    case 'half-up':
      return twice >= unit ? away : whole;
    case 'half-even':
      return twice > unit || (twice === unit && whole % 2n !== 0n) ? away : whole;
  }
}

function decimalText(digits: bigint, scale: number): string {
  const [sign, plain] = digits < 0n ? ['-', String(-digits)] : ['', String(digits)];
  const padded = plain.padStart(scale + 1, '0');
  return scale === 0 ? sign + padded : `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
}

/** The first moment of a day somewhere, looked for minute by minute. */
function startOfDay(date: string, timeZone: string): string {
  const there = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  const noon = Date.parse(`${date}T12:00:00Z`);
  const found = Array.from({ length: 3000 }, (_none, minute) => noon + (minute - 2160) * 60_000).find(
    (moment) => there.format(moment) === date,
  );
  return instant(found ?? Number.NaN);
}
