import { InvalidUseError } from '../errors/command-errors.js';
import { isDuration, isInstant } from '../shape/date-formats.js';

const parts = /^P(?:(\d+)W|(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?)$/;

/**
 * An instant so much later, to the millisecond. Years and months are those of the calendar in UTC: one month after the 31st
 * is the last day of a shorter one.
 * @throws InvalidUseError for what is no instant or no duration, and beyond the year 9999
 */
export function addDuration(instant: string, duration: string): string {
  if (!isInstant(instant)) throw new InvalidUseError(`${instant} is no instant in UTC such as 2026-02-28T23:59:59Z.`);
  if (!isDuration(duration)) throw new InvalidUseError(`${duration} is no duration such as P3D or PT1H30M.`);
  const { years, months, days, seconds } = amounts(duration);
  const date = new Date(instant);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCFullYear(date.getUTCFullYear() + years, date.getUTCMonth() + months);
  date.setUTCDate(Math.min(day, daysIn(date)));
  date.setTime(date.getTime() + days * 86_400_000 + Math.round(seconds * 1_000));
  const text = Number.isFinite(date.getTime()) ? date.toISOString() : '';
  if (!isInstant(text)) throw new InvalidUseError(`${duration} after ${instant} is beyond the year 9999.`);
  return text;
}

interface Amounts {
  readonly years: number;
  readonly months: number;
  readonly days: number;
  readonly seconds: number;
}

function amounts(duration: string): Amounts {
  const found = parts.exec(duration) ?? [];
  const numbers = Array.from({ length: 7 }, (_, at) => Number(found[at + 1] ?? 0));
  const [weeks = 0, years = 0, months = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = numbers;
  return { years, months, days: weeks * 7 + days, seconds: (hours * 60 + minutes) * 60 + seconds };
}

function daysIn(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}
