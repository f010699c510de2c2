import fc from 'fast-check';
import { lazy, list, map, nullable } from '../../../runtime/src/shape/containers.js';
import { toDecimal } from '../../../runtime/src/shape/decimal.js';
import { enumeration, openEnum } from '../../../runtime/src/shape/enumeration.js';
import { json } from '../../../runtime/src/shape/json-shape.js';
import { openRecord, optional, record, withDefault } from '../../../runtime/src/shape/record.js';
import * as scalars from '../../../runtime/src/shape/scalar.js';
import type { Operations } from '../../../runtime/src/shape/shape.js';
import { oneOfKinds, tagged } from '../../../runtime/src/shape/union.js';
import { bigintNumber, decimalNumber, instantEpochMs } from '../../../runtime/src/shape/wire-number.js';
import { loose } from '../shape/problems-of.js';

/** A shape and values that it must accept, in the form that reading gives back. */
export interface ShapeSample {
  readonly shape: Operations;
  readonly values: fc.Arbitrary<unknown>;
}

const storable = fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0'));
const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.nat(20))
  .map(([digits, places]) => toDecimal(`${digits}e-${places}`));
const numbers = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const milliseconds = fc.integer({ min: 0, max: 253_402_300_799_999 }).map((value) => instantEpochMs.decode(value, 1));
const jsonValues = fc
  .jsonValue()
  .map((value): unknown => JSON.parse(JSON.stringify(value).replaceAll(String.raw`\u0000`, '')));

const leaves: readonly ShapeSample[] = [
  { shape: scalars.text, values: storable },
  { shape: scalars.boolean, values: fc.boolean() },
  { shape: scalars.integer, values: fc.maxSafeInteger() },
  { shape: scalars.number, values: numbers },
  { shape: scalars.bigint, values: fc.bigInt() },
  { shape: scalars.decimal, values: decimals },
  { shape: scalars.bytes, values: fc.uint8Array() },
  { shape: scalars.uuid, values: fc.uuid() },
  { shape: json, values: jsonValues },
  { shape: enumeration(['a', '__proto__', '']), values: fc.constantFrom('a', '__proto__', '') },
  { shape: openEnum(['a']), values: storable },
  { shape: decimalNumber, values: decimals },
  { shape: bigintNumber, values: fc.bigInt() },
  { shape: instantEpochMs, values: milliseconds },
];

const keys = fc.oneof(
  storable,
  fc.constantFrom('__proto__', 'constructor', 'toString', 'length', '0', '1', 'extra', 'kind'),
);

function object(fields: readonly (readonly [string, ShapeSample, 'required' | 'optional'])[]): ShapeSample {
  const shapes = fields.map(
    ([name, { shape }, presence]) => [name, presence === 'optional' ? optional(loose(shape)) : shape] as const,
  );
  const members = fc.tuple(
    ...fields.map(([name, { values }, presence]) => {
      const member = values.map((value) => [[name, value] as const]);
      return presence === 'optional' ? fc.oneof(member, fc.constant([])) : member;
    }),
  );
  const values = members.map((parts) => Object.fromEntries(parts.flat()));
  return { shape: record(Object.fromEntries(shapes) as never), values };
}

function inner(depth: number): fc.Arbitrary<ShapeSample> {
  const leaf = fc.constantFrom(...leaves);
  if (depth === 0) return leaf;
  const below = inner(depth - 1);
  return fc.oneof(
    leaf,
    objects(depth),
    below.map(({ shape, values }) => ({ shape: list(loose(shape)), values: fc.array(values, { maxLength: 4 }) })),
    below.map(({ shape, values }) => ({
      shape: map(loose(shape)),
      values: fc.dictionary(keys, values, { maxKeys: 4, noNullPrototype: true }),
    })),
    below.map(({ shape, values }) => ({ shape: nullable(loose(shape)), values: fc.oneof(values, fc.constant(null)) })),
    below.map(({ shape, values }) => ({ shape: lazy(() => loose(shape)), values })),
    fc.tuple(objects(depth), objects(depth)).map(unionOf),
    below.map(openOf),
    below.map(({ shape, values }) => ({
      shape: oneOfKinds({ array: list(loose(shape)), string: scalars.bigint, boolean: scalars.boolean }),
      values: fc.oneof(fc.array(values, { maxLength: 3 }), fc.bigInt(), fc.boolean()),
    })),
  );
}

function unionOf([a, b]: readonly [ShapeSample, ShapeSample]): ShapeSample {
  const variant = (tag: string, { values }: ShapeSample) =>
    values.map((value) => ({ tag_: tag, ...Object(value) }) as unknown);
  return { shape: tagged('tag_', { a: a.shape, b: b.shape }), values: fc.oneof(variant('a', a), variant('b', b)) };
}

function openOf({ shape, values }: ShapeSample): ShapeSample {
  const extra = fc.dictionary(
    keys.filter((key) => key !== 'id'),
    values,
    { maxKeys: 3, noNullPrototype: true },
  );
  return {
    shape: openRecord({ id: scalars.text } as never, loose(shape) as never),
    values: fc.record({ id: storable, extra }, { noNullPrototype: true }),
  };
}

/** Objects of up to five fields, some of them optional, nested up to `depth`. */
export function objects(depth: number): fc.Arbitrary<ShapeSample> {
  const field = fc.tuple(keys, inner(depth - 1), fc.constantFrom<'required' | 'optional'>('required', 'optional'));
  return fc.uniqueArray(field, { maxLength: 5, selector: ([name]) => name }).map(object);
}

/** A default is only ever filled in by making. */
export const withDefaults: Operations = record({ d: withDefault(scalars.text, 'x') } as never);
