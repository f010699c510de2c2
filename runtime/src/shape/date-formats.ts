// Dates and times as text, judged exactly: leap years count, 24:00 and the leap second :60 are refused (no store and no
// JavaScript date can hold them), fractions have one to nine digits, letters are upper case. Years run from 0000 to 9999.

const day = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`;
const hourAndMinute = String.raw`(?:[01]\d|2[0-3]):[0-5]\d`;
const secondAndFraction = String.raw`:[0-5]\d(?:\.\d{1,9})?`;
const moment = `${day}T${hourAndMinute}${secondAndFraction}`;

const dateForm = /* @__PURE__ */ new RegExp(`^${day}$`);
const timeForm = /* @__PURE__ */ new RegExp(`^${hourAndMinute}(?:${secondAndFraction})?$`);
const instantForm = /* @__PURE__ */ new RegExp(`^${moment}Z$`);
const dateTimeForm = /* @__PURE__ */ new RegExp(`^${moment}(?:Z|[+-]${hourAndMinute})$`);
const localDateTimeForm = /* @__PURE__ */ new RegExp(`^${moment}$`);

/** Whether the day of a text that begins with a well-formed date exists. */
function dayExists(text: string): boolean {
  // Most days exist in every month.
  if (text.charCodeAt(8) < 50 || (text.charCodeAt(8) === 50 && text.charCodeAt(9) < 57)) return true;
  const date = Number(text.slice(8, 10));
  const month = Number(text.slice(5, 7));
  if (month !== 2) return date <= (month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31);
  const year = Number(text.slice(0, 4));
  return date === 29 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** `YYYY-MM-DD`, an existing day. */
export function isDate(text: string): boolean {
  return dateForm.test(text) && dayExists(text);
}

/** `HH:MM` or `HH:MM:SS[.fraction]`: a time of day, without an offset. */
export function isTime(text: string): boolean {
  return timeForm.test(text);
}

/** `YYYY-MM-DDTHH:MM:SS[.fraction]Z`. */
export function isInstant(text: string): boolean {
  return instantForm.test(text) && dayExists(text);
}

/** As `isInstant`, with `Z` or an offset of `±HH:MM` below 24 hours. */
export function isDateTime(text: string): boolean {
  return dateTimeForm.test(text) && dayExists(text);
}

/** As `isInstant`, without `Z`. */
export function isLocalDateTime(text: string): boolean {
  return localDateTimeForm.test(text) && dayExists(text);
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
