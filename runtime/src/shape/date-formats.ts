// Dates and times as text, judged exactly: leap years count, 24:00 and the leap second :60 are refused (no store and no
// JavaScript date can hold them), fractions have one to nine digits, letters are upper case. Years run from 0000 to 9999.

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const zero = 48;

/** The number made of `count` digits at `from`, −1 unless all are digits. */
function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let at = from; at < from + count; at += 1) {
    const digit = text.charCodeAt(at) - zero;
    // Written so that NaN, from beyond the end, fails too.
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** `YYYY-MM-DD` at the beginning of `text`. */
function startsWithDate(text: string): boolean {
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  if (year < 0 || month < 1 || month > 12 || day < 1 || text[4] !== '-' || text[7] !== '-') return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (month === 2 && leap ? 29 : (monthDays[month - 1] ?? 0));
}

/** Where a fraction of `.` and one to nine digits ends that begins at `at`; `at` when there is none, −1 when it is malformed. */
function fractionEnd(text: string, at: number): number {
  if (text[at] !== '.') return at;
  let end = at + 1;
  while (digits(text, end, 1) >= 0) end += 1;
  return end - at >= 2 && end - at <= 10 ? end : -1;
}

/** Where `HH:MM:SS` and its fraction end that begin at `at`, −1 when malformed. */
function timeEnd(text: string, at: number): number {
  const hour = digits(text, at, 2);
  const minute = digits(text, at + 3, 2);
  const second = digits(text, at + 6, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return -1;
  return text[at + 2] === ':' && text[at + 5] === ':' ? fractionEnd(text, at + 8) : -1;
}

/** End of date, `T` and time, −1 when malformed. */
function dateTimeEnd(text: string): number {
  return startsWithDate(text) && text[10] === 'T' ? timeEnd(text, 11) : -1;
}

/** `YYYY-MM-DD`, an existing day. */
export function isDate(text: string): boolean {
  return text.length === 10 && startsWithDate(text);
}

/** `HH:MM` or `HH:MM:SS[.fraction]`: a time of day, without an offset. */
export function isTime(text: string): boolean {
  return timeEnd(text.length === 5 ? `${text}:00` : text, 0) === (text.length === 5 ? 8 : text.length);
}

/** `YYYY-MM-DDTHH:MM:SS[.fraction]Z`. */
export function isInstant(text: string): boolean {
  const end = dateTimeEnd(text);
  return end > 0 && text[end] === 'Z' && text.length === end + 1;
}

/** As `isInstant`, with `Z` or an offset of `±HH:MM` below 24 hours. */
export function isDateTime(text: string): boolean {
  const end = dateTimeEnd(text);
  if (end < 0) return false;
  if (text[end] === 'Z') return text.length === end + 1;
  const hour = digits(text, end + 1, 2);
  const minute = digits(text, end + 4, 2);
  const signed = text[end] === '+' || text[end] === '-';
  return (
    signed && hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && text[end + 3] === ':' && text.length === end + 6
  );
}

/** As `isInstant`, without `Z`. */
export function isLocalDateTime(text: string): boolean {
  const end = dateTimeEnd(text);
  return end > 0 && text.length === end;
}

const durationForm = /^P(?:\d+W|(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d{1,9})?S)?)?)$/;

/** ISO 8601: `P`, then weeks alone, or years to seconds in order; only seconds may have a fraction. No sign. */
export function isDuration(text: string): boolean {
  return durationForm.test(text);
}

/** −1, 0 or 1 for two valid instants, by time and to the last digit. */
export function compareInstants(a: string, b: string): number {
  const left = sortable(a);
  const right = sortable(b);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Seconds have a fixed width; behind them a fraction without its trailing zeros sorts as the number does. */
function sortable(instant: string): string {
  return instant.slice(0, 19) + instant.slice(20, -1).replace(/0+$/, '');
}
