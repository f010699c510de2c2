/** What must not compile in shapes: generated code whose types and shapes disagree. */
import {
  bigint,
  brandedUuid,
  bytes,
  type Decimal,
  decimal,
  enumeration,
  type InputOf,
  integer,
  json,
  type JsonValue,
  lazy,
  list,
  make,
  map,
  nullable,
  nullValue,
  oneOfKinds,
  openEnum,
  openRecord,
  optional,
  record,
  type Shape,
  tagged,
  text,
  type Unrecognised,
  type Uuid,
  uuid,
  type ValueOf,
  withDefault,
} from '@varve/runtime/codegen/v1';

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
const yes = <T extends true>(same?: T): boolean => same ?? true;

interface Item {
  readonly sku: string;
  readonly count: number;
  readonly note?: string;
}

export const item: Shape<Item> = record({ sku: text, count: integer, note: optional(text) });

// @ts-expect-error a field is forgotten
export const forgotten: Shape<Item> = record({ sku: text, note: optional(text) });

// @ts-expect-error an optional field is forgotten
export const forgottenOptional: Shape<Item> = record({ sku: text, count: integer });

// @ts-expect-error a field is one too many
export const surplus: Shape<Item> = record({ sku: text, count: integer, note: optional(text), colour: text });

// @ts-expect-error another type
export const mistyped: Shape<Item> = record({ sku: text, count: text, note: optional(text) });

// @ts-expect-error a bigint is no number
export const widened: Shape<Item> = record({ sku: text, count: bigint, note: optional(text) });

// @ts-expect-error an optional field is treated as required
export const required: Shape<Item> = record({ sku: text, count: integer, note: text });

// @ts-expect-error a required field is treated as optional
export const unrequired: Shape<Item> = record({ sku: text, count: optional(integer), note: optional(text) });

// @ts-expect-error null is a value of its own
export const nulled: Shape<Item> = record({ sku: nullable(text), count: integer, note: optional(text) });

// @ts-expect-error a closed enum is narrower than a string
export const narrowed: Shape<Item> = record({ sku: enumeration(['a', 'b']), count: integer, note: optional(text) });

// @ts-expect-error a string is wider than an enum
export const loosened: Shape<'a' | 'b'> = text;

// @ts-expect-error an enum with a member more
export const extended: Shape<'a' | 'b'> = enumeration(['a', 'b', 'c']);

// @ts-expect-error an enum with a member less
export const reduced: Shape<'a' | 'b'> = enumeration(['a']);

// @ts-expect-error an open enum also gives what it does not know
export const opened: Shape<'a' | 'b'> = openEnum(['a', 'b']);

export const openly: Shape<'a' | 'b' | Unrecognised> = openEnum(['a', 'b']);

// @ts-expect-error a decimal is more than a string
export const unbranded: Shape<string> = decimal;

// @ts-expect-error a field that may be absent stands in a record only
export const absentItems: Shape<readonly string[]> = list(optional(text));

export const branded: Shape<Uuid> = brandedUuid;
// @ts-expect-error a plain string is no branded one
export const unbrandedUuid: Shape<Uuid> = uuid;

interface Defaulted {
  readonly a: string;
  readonly b: readonly Decimal[];
}

interface DefaultedInput {
  readonly a?: string;
  readonly b: readonly string[];
}

export const defaulted: Shape<Defaulted, DefaultedInput> = record({ a: withDefault(text, 'x'), b: list(decimal) });

// @ts-expect-error without an input type, nothing may be left out
export const defaultUnsaid: Shape<Defaulted> = record({ a: withDefault(text, 'x'), b: list(decimal) });

// @ts-expect-error the input type says that it may be left out
export const defaultMissing: Shape<Defaulted, DefaultedInput> = record({ a: text, b: list(decimal) });

// @ts-expect-error the default is of another type
export const defaultMistyped: Shape<Defaulted, DefaultedInput> = record({ a: withDefault(text, 7), b: list(decimal) });

export const made: Defaulted = make(defaulted, { b: ['1'] }, 'a.Made');
// @ts-expect-error what is required stays required
make(defaulted, { a: 'x' }, 'a.Made');
// @ts-expect-error and keeps its type
make(defaulted, { b: [1] }, 'a.Made');

interface Tree {
  readonly children: readonly Tree[];
  readonly byName: Readonly<Record<string, Tree>>;
  readonly next?: Tree | null;
}

export const tree: Shape<Tree> = record({
  children: list(lazy(() => tree)),
  byName: map(lazy(() => tree)),
  next: optional(nullable(lazy(() => tree))),
});

type Payment = ({ readonly kind: 'card' } & Card) | ({ readonly kind: 'transfer' } & Transfer);
interface Card {
  readonly last4: string;
}
interface Transfer {
  readonly iban: string;
}
const card: Shape<Card> = record({ last4: text });
const transfer: Shape<Transfer> = record({ iban: text });

export const payment: Shape<Payment> = tagged('kind', { card, transfer });
// @ts-expect-error a variant is forgotten
export const lessPayment: Shape<Payment> = tagged('kind', { card });
// @ts-expect-error another discriminator
export const otherPayment: Shape<Payment> = tagged('type', { card, transfer });
// @ts-expect-error variants are mixed up
export const mixedPayment: Shape<Payment> = tagged('kind', { card: transfer, transfer: card });

export const untagged: Shape<string | Card | null> = oneOfKinds({ string: text, object: card, null: nullValue });
// @ts-expect-error null is forgotten
export const untaggedLess: Shape<string | Card | null> = oneOfKinds({ string: text, object: card });
// @ts-expect-error there is no such kind of JSON
oneOfKinds({ text });

interface Open {
  readonly id: string;
  readonly extra: Readonly<Record<string, JsonValue>>;
}

export const open: Shape<Open, Omit<Open, 'extra'> & Partial<Pick<Open, 'extra'>>> = openRecord({ id: text }, json);
// @ts-expect-error further keys have another type
export const openMistyped: Shape<Open> = openRecord({ id: text }, text);

yes<Same<ValueOf<typeof bytes>, Uint8Array>>();
yes<Same<ValueOf<typeof tree>, Tree>>();
yes<Same<InputOf<typeof defaulted>, DefaultedInput>>();
