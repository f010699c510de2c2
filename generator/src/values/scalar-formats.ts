/**
 * Which JSON values are values of a scalar, by form alone. As strict as the language says and not stricter than what
 * generated code accepts: an example that passes here is data there.
 */
import type { JsonValue, ScalarName, ScalarType } from '../model/type-model.js';

interface Format {
  readonly is: (value: JsonValue) => boolean;
  /** To stand behind `must be`. */
  readonly expected: string;
}

const isText =
  (test: (text: string) => boolean): Format['is'] =>
  (value) =>
    typeof value === 'string' && test(value);

const matches = (pattern: RegExp): Format['is'] => isText((text) => pattern.test(text));

const isWhole = (value: JsonValue): boolean => Number.isSafeInteger(value);

const datePattern = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const timePattern = /^([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?$/;
const offsetPattern = /^(.*)(Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$/i;

function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (month === 2) return isLeap ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function isDate(text: string): boolean {
  const found = datePattern.exec(text);
  if (found === null) return false;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function isLocalDatetime(text: string): boolean {
  return text[10] === 'T' && isDate(text.slice(0, 10)) && timePattern.test(text.slice(11));
}

function isDatetime(text: string): boolean {
  const found = offsetPattern.exec(text);
  return found !== null && isLocalDatetime(found[1] ?? '');
}

const duration =
  /^-?P(?=[0-9T])(?:[0-9]+W|(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+D)?(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:\.[0-9]+)?S)?)?)$/;

const formats: Readonly<Record<ScalarName, Format>> = {
  json: { is: () => true, expected: 'JSON' },
  boolean: { is: (value) => typeof value === 'boolean', expected: 'true or false' },
  number: { is: (value) => Number.isFinite(value), expected: 'a number' },
  integer: { is: isWhole, expected: 'a whole number up to 2^53 - 1' },
  string: { is: isText(() => true), expected: 'a text' },
  uuid: {
    is: matches(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i),
    expected: 'a UUID, such as 6f1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11',
  },
  uri: { is: matches(/^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/), expected: 'a URI with its scheme' },
  email: { is: matches(/^[^\s@]+@[^\s@]+$/), expected: 'an e-mail address' },
  date: { is: isText(isDate), expected: 'a date that exists, such as 2026-03-31' },
  time: { is: matches(timePattern), expected: 'a time, such as 14:05:00' },
  duration: { is: matches(duration), expected: 'an ISO 8601 duration, such as P3DT12H' },
  timezone: {
    is: matches(/^(?:UTC|[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)+)$/),
    expected: 'an IANA time zone, such as Europe/Berlin',
  },
  instant: {
    is: isText((text) => text.endsWith('Z') && isDatetime(text)),
    expected: 'an instant in UTC, such as 2026-03-31T14:05:00Z',
  },
  datetime: { is: isText(isDatetime), expected: 'a date and time with its offset, such as 2026-03-31T14:05:00+02:00' },
  localDatetime: {
    is: isText(isLocalDatetime),
    expected: 'a date and time without offset, such as 2026-03-31T14:05:00',
  },
  bytes: {
    is: matches(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/),
    expected: 'base64',
  },
  bigint: { is: matches(/^-?(?:0|[1-9][0-9]*)$/), expected: 'a whole number in quotes' },
  decimal: { is: matches(/^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/), expected: 'a decimal number in quotes' },
};

const wireNumbers: Readonly<Record<string, Format>> = {
  bigint: { is: isWhole, expected: 'a whole number' },
  decimal: { is: (value) => Number.isFinite(value), expected: 'a number' },
};

const epochMs: Format = { is: isWhole, expected: 'a whole number of milliseconds since 1970' };

/** What was expected instead, when `value` is no value of the scalar; `undefined` when it is one. */
export function scalarMisfit(value: JsonValue, type: ScalarType): string | undefined {
  const format = formatOf(value, type);
  return format.is(value) ? undefined : format.expected;
}

/** With `wire: number` a literal may stand in quotes as well: in YAML it loses nothing so. */
function formatOf(value: JsonValue, { scalar, wire }: ScalarType): Format {
  if (wire === 'epoch-ms') return epochMs;
  const asNumber = wire === 'number' && typeof value === 'number' ? wireNumbers[scalar] : undefined;
  return asNumber ?? formats[scalar];
}
