import type { Brand } from '../message/identifiers.js';
import { decodeBase64, encodeBase64, isBase64 } from './base64.js';
import {
  dateForm,
  dateTimeForm,
  instantForm,
  isDate,
  isDateTime,
  isDuration,
  isInstant,
  isLocalDateTime,
  isTime,
  localDateTimeForm,
  timeForm,
} from './date-formats.js';
import type { Decimal } from './decimal.js';
import { ExactNumber, isDecimalText } from './exact-number.js';
import { anyText, anyTextCapture, parsedCapture, quoted, textCapture } from './json-pattern.js';
import type { ProblemKind, Problems } from './problem.js';
import { exactly, isWritten, type Mode, none, reading, same, leaf, type Shape } from './shape.js';
import { isCleanText, isEmail, isKnownTimezone, isTimezoneName, isUri, isUuid, uuidForm } from './text-formats.js';

export type Uuid = Brand<string, 'Uuid'>;
export type Uri = Brand<string, 'Uri'>;
export type Email = Brand<string, 'Email'>;

/* @__NO_SIDE_EFFECTS__ */
function format<T extends string = string>(
  what: string,
  holds: (text: string) => boolean,
  form?: string,
): Shape<T, string> {
  return formatByMode(what, { written: holds, read: holds, form });
}

interface TextFormat {
  readonly written: (text: string) => boolean;
  readonly read: (text: string) => boolean;
  /** Source of a regular expression for texts that `read` accepts, of characters that JSON does not escape. */
  readonly form?: string | undefined;
}

/** Text in a format that writing judges more strictly than reading. */
/* @__NO_SIDE_EFFECTS__ */
function formatByMode<T extends string = string>(what: string, { written, read, form }: TextFormat): Shape<T, string> {
  return leaf({
    accepts: (value, mode) => typeof value === 'string' && (isWritten(mode) ? written(value) : read(value)),
    reads: (wire) => typeof wire === 'string' && read(wire),
    explain: (value, _mode, problems) => explainText(what, value, problems),
    pattern: form === undefined ? none : () => quoted(form),
    capture: form === undefined ? none : () => textCapture(form),
  });
}

function explainText(what: string, value: unknown, problems: Problems): void {
  if (typeof value !== 'string') problems.expected(what === 'text' ? 'a string' : `a string with ${what}`, value);
  else if (!isCleanText(value)) problems.add('unrepresentable', 'contains a NUL character or a lone surrogate');
  else problems.add('format', `is not ${what}`);
}

/** A string without NUL characters and lone surrogates, which no store could give back. */
export const text: Shape<string> = /* @__PURE__ */ leaf({
  accepts: (value, mode) => typeof value === 'string' && (!isWritten(mode) || isCleanText(value)),
  reads: (wire) => typeof wire === 'string',
  explain: (value, _mode, problems) => explainText('text', value, problems),
  pattern: () => anyText,
  capture: () => anyTextCapture,
});
export const uuid: Shape<string> = format('a UUID', isUuid, uuidForm);
export const uri: Shape<string> = format('an absolute URI', isUri);
export const email: Shape<string> = format('an email address', isEmail);
export const date: Shape<string> = format('a date such as 2026-02-28', isDate, dateForm);
export const time: Shape<string> = format('a time of day such as 23:59:59.5', isTime, timeForm);
export const duration: Shape<string> = format('an ISO 8601 duration such as P1DT12H', isDuration);
export const timezone: Shape<string> = formatByMode('an IANA time zone', {
  written: isKnownTimezone,
  read: isTimezoneName,
});
export const instant: Shape<string> = format('an instant in UTC such as 2026-02-28T23:59:59Z', isInstant, instantForm);
export const datetime: Shape<string> = format(
  'a date and time with offset such as 2026-02-28T23:59:59+01:00',
  isDateTime,
  dateTimeForm,
);
export const localDatetime: Shape<string> = format(
  'a date and time such as 2026-02-28T23:59:59',
  isLocalDateTime,
  localDateTimeForm,
);
export const decimal: Shape<Decimal, string> = format(
  'a decimal such as 12.50',
  isDecimalText,
  String.raw`(?:0|-?[1-9]\d{0,20})(?:\.\d{1,20})?`,
);
export const brandedUuid: Shape<Uuid, string> = format('a UUID', isUuid, uuidForm);
export const brandedUri: Shape<Uri, string> = format('an absolute URI', isUri);
export const brandedEmail: Shape<Email, string> = format('an email address', isEmail);

export const boolean: Shape<boolean> = /* @__PURE__ */ leaf({
  accepts: (value) => typeof value === 'boolean',
  explain: (value, _mode, problems) => problems.expected('true or false', value),
  pattern: () => '(?:true|false)',
  capture: () => parsedCapture('true|false'),
});

export const nullValue: Shape<null> = /* @__PURE__ */ leaf({
  accepts: (value) => value === null,
  explain: (value, _mode, problems) => problems.expected('null', value),
  pattern: () => 'null',
});

/** The number that an exactly read one stands for. */
export function settled(wire: unknown): unknown {
  return wire instanceof ExactNumber ? Number(wire.text) : wire;
}

/** JSON has no −0: it becomes 0. */
const withoutSign = (value: unknown): unknown => (value === 0 ? 0 : value);

/* @__NO_SIDE_EFFECTS__ */
function numeric(what: string, holds: (value: unknown) => boolean, form: string): Shape<number> {
  return leaf({
    accepts: (value, mode) => holds((mode & exactly) === 0 ? value : settled(value)),
    explain: (value, _mode, problems) => problems.expected(what, settled(value)),
    fill: withoutSign,
    decode: (wire, mode) => ((mode & exactly) === 0 ? wire : settled(wire)),
    pattern: () => form,
    capture: () => ({ ...parsedCapture(form), take: Number }),
  });
}

/** Fifteen digits always fit. */
const smallInteger = String.raw`-?(?:0|[1-9]\d{0,14})`;

/** A finite number. `-0` is written as 0, since JSON keeps no sign of zero. */
export const number: Shape<number> = numeric(
  'a finite number',
  (value) => Number.isFinite(value),
  String.raw`${smallInteger}(?:\.\d+)?`,
);

/** A whole number that JavaScript holds exactly: up to 2^53 − 1 either way. */
export const integer: Shape<number> = numeric('a safe integer', (value) => Number.isSafeInteger(value), smallInteger);

const integerText = /^(?:0|-?[1-9]\d{0,999})$/;

/** Values whose JSON form differs from their form in memory. */
interface WireForm {
  readonly what: string;
  readonly wireWhat: string;
  readonly holds: (value: unknown) => boolean;
  readonly wireHolds: (wire: unknown) => boolean;
  readonly decode: (wire: unknown) => unknown;
  readonly encode: (value: unknown) => unknown;
  readonly fill?: (value: unknown) => unknown;
  readonly exact?: boolean;
}

/* @__NO_SIDE_EFFECTS__ */
export function wired<T, Input = T>(form: WireForm): Shape<T, Input> {
  const { holds, wireHolds } = form;
  return leaf({
    plain: false,
    accepts: (value, mode) => ((mode & reading) === 0 ? holds(value) : wireHolds(value)),
    explain: (value, mode, problems) => explainWired(form, value, mode, problems),
    fill: form.fill ?? same,
    decode: form.decode,
    encode: form.encode,
    exact: () => form.exact ?? false,
  });
}

function explainWired(form: WireForm, value: unknown, mode: Mode, problems: Problems): void {
  const what = (mode & reading) === 0 ? form.what : form.wireWhat;
  const kind: ProblemKind = typeof value === 'string' && what.startsWith('a string') ? 'format' : 'type';
  if (kind === 'format') problems.add(kind, `is not ${what}`);
  else problems.expected(what, settled(value));
}

/** Any whole number of up to 1,000 digits; a string of its digits in JSON. */
export const bigint: Shape<bigint> = /* @__PURE__ */ wired({
  what: 'a bigint',
  wireWhat: 'a string of digits such as "9007199254740993"',
  holds: isBigint,
  wireHolds: (wire) => typeof wire === 'string' && integerText.test(wire),
  decode: (wire) => BigInt(String(wire)),
  encode: String,
});

const bound: bigint = /* @__PURE__ */ (() => 10n ** 1_000n)();

export function isBigint(value: unknown): value is bigint {
  return typeof value === 'bigint' && value < bound && value > -bound;
}

/** Bytes; strict base64 in JSON. A message keeps a copy of its own. */
export const bytes: Shape<Uint8Array> = /* @__PURE__ */ wired({
  what: 'a Uint8Array',
  wireWhat: 'a string with strict base64',
  holds: isBytes,
  wireHolds: (wire) => typeof wire === 'string' && isBase64(wire),
  decode: (wire) => decodeBase64(String(wire)),
  encode: (value) => (isBytes(value) ? encodeBase64(value) : value),
  fill: (value) => (isBytes(value) ? Uint8Array.from(value) : value),
});

/** Also true for a `Uint8Array` of another realm, and for Node's `Buffer`. */
export function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value) && Reflect.get(value, Symbol.toStringTag) === 'Uint8Array';
}
