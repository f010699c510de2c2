import { enumeration } from './enumeration.js';
import { oneOf } from './json-pattern.js';
import { isPlainObject, ownValue } from './plain-object.js';
import type { Problems } from './problem.js';
import { operationsOfRecord } from './record-operations.js';
import { ExactNumber } from './exact-number.js';
import {
  type InputOf,
  type Operations,
  reading,
  type RecordParts,
  type Shape,
  shapeOf,
  type ValueOf,
  writing,
} from './shape.js';

type Variants = Readonly<Record<string, Operations>>;

/** A union whose variants are objects; the tag lies in each under the discriminator. */
export type Tagged<Discriminator extends string, V> = {
  [Tag in keyof V]: { readonly [D in Discriminator]: Tag } & ValueOf<V[Tag]>;
}[keyof V];

export type TaggedInput<Discriminator extends string, V> = {
  [Tag in keyof V]: { readonly [D in Discriminator]: Tag } & InputOf<V[Tag]>;
}[keyof V];

/** One of several objects, told apart by the string under `discriminator`. */
/* @__NO_SIDE_EFFECTS__ */
export function tagged<const Discriminator extends string, const V extends Variants>(
  discriminator: Discriminator,
  variants: V,
): Shape<Tagged<Discriminator, V>, TaggedInput<Discriminator, V>> {
  // Made on first use: a variant may be lazy, and refer to what is declared further down.
  const made = new Map<string, Operations>();
  const variantOf = (tag: unknown): Operations | undefined => {
    if (typeof tag !== 'string') return undefined;
    const known = made.get(tag);
    if (known !== undefined || !Object.hasOwn(variants, tag)) return known;
    const variant = withTag(discriminator, tag, variants[tag]);
    if (variant !== undefined) made.set(tag, variant);
    return variant;
  };
  const of = (value: unknown): Operations | undefined =>
    isPlainObject(value) ? variantOf(ownValue(value, discriminator)) : undefined;
  const all = Object.values(variants);
  return shapeOf({
    plain: all.every((variant) => variant.plain),
    accepts: (value, mode, depth) => of(value)?.accepts(value, mode, depth) ?? false,
    explain(value, mode, problems) {
      const variant = of(value);
      if (variant !== undefined) variant.explain(value, mode, problems);
      else explainTag(discriminator, Object.keys(variants), value, problems);
    },
    fill: (value) => of(value)?.fill(value),
    decode: (wire, mode) => of(wire)?.decode(wire, mode),
    encode: (value) => of(value)?.encode(value),
    exact: () => all.some((variant) => variant.exact()),
    pattern: () => patternOfAny(Object.keys(variants).map(variantOf)),
    structure: { kind: 'tagged', discriminator, variants },
  });
}

function patternOfAny(variants: readonly (Operations | undefined)[]): string | undefined {
  const patterns = variants.map((variant) => variant?.pattern());
  const known = patterns.filter((pattern) => pattern !== undefined);
  return known.length === patterns.length ? oneOf(known) : undefined;
}

function withTag(discriminator: string, tag: string, variant: Operations | undefined): Operations | undefined {
  const parts: RecordParts | undefined = variant?.parts();
  if (parts === undefined) return undefined;
  const fields = { [discriminator]: enumeration([tag]), ...parts.fields };
  const object: Operations = operationsOfRecord({ fields, extra: parts.extra });
  return parts.bind?.(object, discriminator) ?? object;
}

function explainTag(discriminator: string, tags: readonly string[], value: unknown, problems: Problems): void {
  if (!isPlainObject(value)) return problems.expected('an object', value);
  const tag = ownValue(value, discriminator);
  problems.within(discriminator, () => {
    if (!Object.hasOwn(value, discriminator)) problems.add('missing', 'is missing');
    else enumeration(tags).explain(tag, 0, problems);
  });
}

type JsonKind = 'string' | 'number' | 'boolean' | 'null' | 'array' | 'object';
type Members = { readonly [Kind in JsonKind]?: Operations };

/** A union without a tag: at most one member for each kind of JSON value, under the kind it has on the wire. */
/* @__NO_SIDE_EFFECTS__ */
export function oneOfKinds<const M extends Members>(members: M): Shape<ValueOf<M[keyof M]>, InputOf<M[keyof M]>> {
  const all: readonly Operations[] = Object.values(members);
  const byKind: ReadonlyMap<string, Operations> = new Map(Object.entries(members));
  const kinds = [...byKind.keys()].join(' or ');
  const direct = all.every((member) => member.plain);
  /** The member that a value in memory belongs to; a bigint or bytes are not of the kind that they have in JSON. */
  const of = (value: unknown): Operations | undefined =>
    direct ? byKind.get(jsonKind(value)) : all.find((member) => member.accepts(value, writing, 0));
  return shapeOf({
    plain: direct,
    accepts: (value, mode, depth) =>
      direct || (mode & reading) !== 0
        ? (byKind.get(jsonKind(value))?.accepts(value, mode, depth) ?? false)
        : all.some((member) => member.accepts(value, mode, depth)),
    explain(value, mode, problems) {
      const member = byKind.get(jsonKind(value));
      if (member !== undefined) member.explain(value, mode, problems);
      else if ((mode & reading) !== 0 || of(value) === undefined) problems.expected(kinds, value);
    },
    fill: (value) => of(value)?.fill(value),
    decode: (wire, mode) => byKind.get(jsonKind(wire))?.decode(wire, mode),
    encode: (value) => of(value)?.encode(value),
    exact: () => all.some((member) => member.exact()),
    structure: { kind: 'kinds', variants: members },
  });
}

function jsonKind(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return value instanceof ExactNumber ? 'number' : typeof value;
}
