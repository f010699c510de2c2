// Shapes: one declaration of a schema version, from which follow its check on write, its check on read, decoding from
// JSON, encoding to JSON and the filling of defaults. Generated code composes them; a record of scalars is checked
// without allocating. In: data of a message, or parsed JSON. Out: a verdict, a copy, or problems with JSON pointers.
import type { JsonCapture } from './json-pattern.js';
import type { Check } from './check.js';
import type { Problems } from './problem.js';

/** What a value is looked at for: bits of the constants below. */
export type Mode = number;

/** Data in memory, about to become a message: constraints bind, unknown fields are refused, defaults may be left out. */
export const writing: Mode = 0;
/** Parsed JSON of a stored message: constraints do not bind, every field is in its wire form. */
export const reading: Mode = 1;
/** With `reading`: fields that the shape does not know are let through. */
export const lenient: Mode = 2;
/** With `reading`: decoding leaves out fields that the shape does not know. */
export const dropping: Mode = 4;
/** With `reading`: numbers were read as `ExactNumber`. */
export const exactly: Mode = 8;
/** With `reading`: JSON that shall become a new message: constraints bind, defaults may be left out. */
export const offered: Mode = 16;
/**
 * Constraints do not bind. Alone: data in memory that a step made of what was stored, judged as strictly as reading does.
 * With `reading` and `offered`: JSON of an older schema version that shall become a new message.
 */
export const unbound: Mode = 32;

/** Whether the data shall become a message, so that defaults stand for what is absent. */
export function isMade(mode: Mode): boolean {
  return mode === writing || (mode & offered) !== 0;
}

/** Whether the data is written now: constraints bind, and so do formats that reading judges more leniently. */
export function isWritten(mode: Mode): boolean {
  return (mode & (reading | unbound)) === 0;
}

/** Whether the data comes out of a store: parsed by us, and valid once. */
export function isStored(mode: Mode): boolean {
  return (mode & (reading | offered)) === reading;
}

/** Fields of an object shape, for those who must look inside: a union adds its tag to them. */
export interface RecordParts {
  readonly fields: Readonly<Record<string, Operations>>;
  /** Shape of the further keys that an open object keeps in `extra`. */
  readonly extra: Operations | undefined;
  /** Where the object is constrained as a whole: binds another one alike, whose further key `tag` does not count. */
  readonly bind?: (shape: Operations, tag: string) => Operations;
}

/** What a shape is put together from, for those who make values of it. Records have `parts` instead, scalars neither. */
export type Structure =
  | { readonly kind: 'list' | 'map' | 'nullable'; readonly of: Operations }
  | { readonly kind: 'lazy'; readonly of: () => Operations }
  | { readonly kind: 'check'; readonly of: Operations; readonly check: Check }
  | { readonly kind: 'enum' | 'open'; readonly members: readonly string[] }
  | { readonly kind: 'kinds'; readonly variants: Readonly<Record<string, Operations>> }
  | {
      readonly kind: 'tagged';
      readonly discriminator: string;
      readonly variants: Readonly<Record<string, Operations>>;
    };

/** What a shape does. Values are `unknown` in here; the type that `Shape` carries says what they are. */
export interface Operations {
  /** The JSON form is the form in memory, so that coding need not touch it. */
  readonly plain: boolean;
  /** Whether the value may be left out, and what `make` puts in its place. */
  readonly presence: 'required' | 'optional' | { readonly value: unknown };
  /** The fast verdict: walks, allocates nothing, stops at the first problem. */
  readonly accepts: (value: unknown, mode: Mode, depth: number) => boolean;
  /** The same verdict with less work, for stored data alone: `reading` without `offered`. */
  readonly reads: (wire: unknown, mode: Mode, depth: number) => boolean;
  /** Names every problem of the value; none, when there is none. */
  readonly explain: (value: unknown, mode: Mode, problems: Problems) => void;
  /** A copy that shares nothing changeable with the value, in the form that reading will give back, defaults filled in. Only for accepted values. */
  readonly fill: (value: unknown) => unknown;
  readonly decode: (wire: unknown, mode: Mode) => unknown;
  readonly encode: (value: unknown) => unknown;
  /** Some number in it must not pass through a JavaScript number. */
  readonly exact: () => boolean;
  /**
   * Source of a regular expression that matches JSON text only if `reads` accepts what it says; `undefined` where there
   * is none. What it does not match may be accepted all the same.
   */
  readonly pattern: () => string | undefined;
  /** How a value is taken out of JSON text; `undefined` where it has to be parsed. Only for plain shapes. */
  readonly capture: () => JsonCapture | undefined;
  readonly parts: () => RecordParts | undefined;
  readonly structure: Structure | undefined;
}

declare const carried: unique symbol;

/** Types that a shape carries without a value. */
interface Carried<Presence, T, Input> {
  readonly presence: Presence;
  readonly value: T;
  readonly exactly: (value: T) => void;
  readonly takes: (input: Input) => void;
}

/**
 * A declaration of data: `T` in memory, `Input` what a maker takes (fields with a default may be left out).
 * `T` is compared exactly, so that a shape never stands for a wider or narrower type than the one it checks.
 */
export interface Shape<T, Input = T> extends Operations {
  readonly [carried]?: Carried<'required', T, Input>;
}

/** A field that may be absent. */
export interface OptionalField<T, Input = T> extends Operations {
  readonly [carried]?: Carried<'optional', T, Input>;
}

/** A field that is always there and may be left out when a message is made. */
export interface DefaultedField<T, Input = T> extends Operations {
  readonly [carried]?: Carried<'defaulted', T, Input>;
}

/** The type of a shape's values. */
export type ValueOf<S> = S extends { readonly [carried]?: { readonly value: infer T } } ? T : never;

/** The type of what a shape's maker takes. */
export type InputOf<S> = S extends { readonly [carried]?: { readonly takes: (input: infer Input) => void } }
  ? Input
  : never;

export const same = (value: unknown): unknown => value;
export const never = (): boolean => false;
export const none = (): undefined => undefined;

type Essential = Pick<Operations, 'accepts' | 'explain'>;

/** A shape that has nothing inside: `explain` is only asked about values that were refused. */
/* @__NO_SIDE_EFFECTS__ */
export function leaf<T, Input = T>(operations: Essential & Partial<Operations>): Shape<T, Input> {
  return shapeOf({
    ...operations,
    explain(value, mode, problems) {
      if (!operations.accepts(value, mode, 0)) operations.explain(value, mode, problems);
    },
  });
}

/**
 * The one maker of shapes, so that all are laid out alike in memory. Here the promise is made that the operations deal
 * with `T`; everything typed rests on it.
 */
/* @__NO_SIDE_EFFECTS__ */
export function shapeOf<T, Input = T>(operations: Essential & Partial<Operations>): Shape<T, Input> {
  return {
    plain: operations.plain ?? true,
    presence: operations.presence ?? 'required',
    accepts: operations.accepts,
    reads: operations.reads ?? operations.accepts,
    explain: operations.explain,
    fill: operations.fill ?? same,
    decode: operations.decode ?? same,
    encode: operations.encode ?? same,
    exact: operations.exact ?? never,
    pattern: operations.pattern ?? none,
    capture: operations.capture ?? none,
    parts: operations.parts ?? none,
    structure: operations.structure,
  };
}
