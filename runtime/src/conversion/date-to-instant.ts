import { FailedConversionError } from '../errors/message-errors.js';
import type { Instant } from '../shape/branded.js';
import { isDate } from '../shape/date-formats.js';

const second = 1_000;
const day = 86_400 * second;
const remembered = 4_096;

/** What a zone's clocks show, as milliseconds since 1970 in that clock's own count. */
type ClockOf = (instant: number) => number;

interface Zone {
  readonly clockOf: ClockOf;
  readonly starts: Map<string, Instant>;
}

const zones = /* @__PURE__ */ new Map<string, Zone>();

/**
 * The start of a day in a time zone: the first moment at which its clocks show that date, or a later one. Where midnight is
 * skipped the day starts when clocks go on, where it comes twice at the first one; a day that a zone skipped as a whole
 * starts with the day after it. The zone's history is the platform's; the machine's own zone plays no part.
 * @throws FailedConversionError for a date or a zone that there is not
 */
export function dateToInstant(date: string, zone: string): Instant {
  const known = zones.get(zone) ?? learn(zone);
  const before = known.starts.get(date);
  if (before !== undefined) return before;
  if (!isDate(date)) throw new FailedConversionError('it is no date such as 2026-02-28');
  const text = new Date(startOf(Date.parse(date), known.clockOf)).toISOString();
  // Other years have a sign and six digits.
  if (text.length !== 24) throw new FailedConversionError('it lies outside the years 0000 to 9999');
  const start = `${text.slice(0, 19)}Z` as Instant;
  if (known.starts.size < remembered) known.starts.set(date, start);
  return start;
}

function learn(name: string): Zone {
  const zone = { clockOf: clockOf(name), starts: new Map<string, Instant>() };
  zones.set(name, zone);
  return zone;
}

/** `midnight`: of the date, as the zone's clocks count. */
function startOf(midnight: number, clock: ClockOf): number {
  // No zone is further from UTC than that, before or after it changed.
  const [early, late] = [midnight - 2 * day, midnight + 2 * day];
  const offsets = [clock(early) - early, clock(late) - late, clock(midnight) - midnight];
  const candidates = offsets.map((offset) => midnight - offset).sort((a, b) => a - b);
  const exact = candidates.find((instant) => clock(instant) === midnight);
  return exact ?? afterGap(midnight, clock, candidates);
}

/** The moment at which clocks jump over midnight: it lies between the instants that either offset makes of it. */
function afterGap(midnight: number, clock: ClockOf, candidates: readonly number[]): number {
  let before = (candidates[0] ?? midnight) - second;
  let after = candidates.at(-1) ?? midnight;
  while (after - before > second) {
    const middle = before + Math.floor((after - before) / 2 / second) * second;
    if (clock(middle) < midnight) before = middle;
    else after = middle;
  }
  return after;
}

/** @throws FailedConversionError */
function clockOf(timeZone: string): ClockOf {
  const format = formatOf(timeZone);
  return (instant) => {
    const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
    const read = (part: Intl.DateTimeFormatPartTypes): number => Number(parts.get(part));
    const year = parts.get('era')?.startsWith('B') === true ? 1 - read('year') : read('year');
    const clock = new Date(0);
    clock.setUTCFullYear(year, read('month') - 1, read('day'));
    return clock.setUTCHours(read('hour'), read('minute'), read('second'), 0);
  };
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    throw new FailedConversionError('this platform knows no such time zone');
  }
}
