// Moments in time into instants in UTC, whatever zone the machine is in. Years run from 0000 to 9999. Fractions of a second
// keep every digit up to nine, without zeros at their end.
import { FailedConversionError } from '../errors/message-errors.js';
import type { Instant } from '../shape/branded.js';
import { isDateTime, isInstant } from '../shape/date-formats.js';
import { plainDecimal } from '../shape/exact-number.js';

const earliest = -62_167_219_200n;
const latest = 253_402_300_799n;

export function epochMillisecondsToInstant(milliseconds: number | bigint): Instant {
  return instantOf(milliseconds, 3);
}

export function epochSecondsToInstant(seconds: number | bigint): Instant {
  return instantOf(seconds, 0);
}

/** An instant, or a date and time with an offset, which is taken to UTC. Anything else is `undefined`. */
export function parseInstant(text: string): Instant | undefined {
  if (isInstant(text)) return text as Instant;
  if (!isDateTime(text)) return undefined;
  const offset = text.slice(-6);
  const minutes = Number(`${offset.slice(0, 1)}1`) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4)));
  const seconds = BigInt(Date.parse(`${text.slice(0, 19)}Z`) / 1_000 - minutes * 60);
  return seconds < earliest || seconds > latest ? undefined : textOf(seconds, text.slice(20, -6));
}

/** The instant of so many units since 1970, of which 10^`power` are a second. */
function instantOf(units: number | bigint, power: number): Instant {
  const plain = plainDecimal(String(units));
  if (plain === undefined) throw new FailedConversionError('it is no finite number');
  const negative = plain.startsWith('-');
  const [whole = '', digits = ''] = plain.slice(negative ? 1 : 0).split('.');
  const padded = whole.padStart(power + 1, '0');
  const fraction = (padded.slice(padded.length - power) + digits).replace(/0+$/, '');
  const seconds = BigInt(padded.slice(0, padded.length - power));
  if (fraction.length > 9) throw new FailedConversionError('it has more than nine digits of a second');
  // Before 1970 a fraction counts back from the second that follows.
  const back = negative && fraction !== '';
  const second = negative ? -seconds - (back ? 1n : 0n) : seconds;
  if (second < earliest || second > latest) throw new FailedConversionError('it lies outside the years 0000 to 9999');
  return textOf(second, back ? String(10n ** 9n - BigInt(fraction.padEnd(9, '0'))).padStart(9, '0') : fraction);
}

function textOf(seconds: bigint, fraction: string): Instant {
  const digits = fraction.replace(/0+$/, '');
  const whole = new Date(Number(seconds) * 1_000).toISOString().slice(0, 19);
  return (digits === '' ? `${whole}Z` : `${whole}.${digits}Z`) as Instant;
}
