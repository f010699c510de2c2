// Dates and times as text, judged exactly: leap years count, 24:00 and the leap second :60 are refused (no store and no
// JavaScript date can hold them), fractions have one to nine digits, letters are upper case. Years run from 0000 to 9999.

// Repetitions are written out where they can be: counting them takes an engine several times as long.

const allMonths = String.raw`(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])`;
const longMonths = '(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31';
const leapYear = String.raw`(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)`;
const day = String.raw`(?:\d\d\d\d-(?:${allMonths}|${longMonths})|${leapYear}-02-29)`;
const hourAndMinute = String.raw`(?:[01]\d|2[0-3]):[0-5]\d`;
const secondAndFraction = String.raw`:[0-5]\d(?:\.\d{1,9})?`;
const moment = `${day}T${hourAndMinute}${secondAndFraction}`;

/** Sources of regular expressions that the whole text must match. */
export const dateForm: string = day;
export const timeForm = `${hourAndMinute}(?:${secondAndFraction})?`;
export const instantForm = `${moment}Z`;
export const dateTimeForm = `${moment}(?:Z|[+-]${hourAndMinute})`;
export const localDateTimeForm: string = moment;

const wholeDate = /* @__PURE__ */ new RegExp(`^${dateForm}$`);
const wholeTime = /* @__PURE__ */ new RegExp(`^${timeForm}$`);
const wholeInstant = /* @__PURE__ */ new RegExp(`^${instantForm}$`);
const wholeDateTime = /* @__PURE__ */ new RegExp(`^${dateTimeForm}$`);
const wholeLocalDateTime = /* @__PURE__ */ new RegExp(`^${localDateTimeForm}$`);

/** `YYYY-MM-DD`, an existing day. */
export function isDate(text: string): boolean {
  return wholeDate.test(text);
}

/** `HH:MM` or `HH:MM:SS[.fraction]`: a time of day, without an offset. */
export function isTime(text: string): boolean {
  return wholeTime.test(text);
}

/** `YYYY-MM-DDTHH:MM:SS[.fraction]Z`. */
export function isInstant(text: string): boolean {
  return wholeInstant.test(text);
}

/** As `isInstant`, with `Z` or an offset of `±HH:MM` below 24 hours. */
export function isDateTime(text: string): boolean {
  return wholeDateTime.test(text);
}

/** As `isInstant`, without `Z`. */
export function isLocalDateTime(text: string): boolean {
  return wholeLocalDateTime.test(text);
}

const durationForm = /^P(?:\d+W|(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d{1,9})?S)?)?)$/;

/** ISO 8601: `P`, then weeks alone, or years to seconds in order; only seconds may have a fraction. No sign. */
export function isDuration(text: string): boolean {
  return durationForm.test(text);
}

/** −1, 0 or 1 for two valid instants, by time and to the last digit. */
export function compareInstants(a: string, b: string): number {
  const left = sortableInstant(a);
  const right = sortableInstant(b);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Text that sorts as valid instants do: seconds have a fixed width; behind them a fraction without its trailing zeros sorts as the number does. */
export function sortableInstant(instant: string): string {
  return instant.slice(0, 19) + instant.slice(20, -1).replace(/0+$/, '');
}
