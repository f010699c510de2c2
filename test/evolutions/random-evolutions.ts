/** Random shapes with what may become of them, and values of the older ones: whatever is drawn here is legal. */
import fc from 'fast-check';
import type { JsonValue } from '../../generator/src/model/type-model.js';

/** A type before and after, as written, and values of the first as JSON. */
export interface TypeChange {
  readonly old: unknown;
  readonly next: unknown;
  readonly values: fc.Arbitrary<JsonValue>;
  /** A nullable form of it could not say null twice. */
  readonly isNullable: boolean;
}

const uuid = fc.uuid().map((text): JsonValue => text);
const text = fc.string({ maxLength: 6 }).map((value): JsonValue => value);
const integer = fc.maxSafeInteger().map((value): JsonValue => value);
const decimal = fc.tuple(fc.integer(), fc.nat(99)).map(([n, f]): JsonValue => `${n}.${String(f).padStart(2, '0')}`);
const bigint = fc.bigInt().map((value): JsonValue => String(value));
const double = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value): JsonValue => value + 0);
const bytes = fc.uint8Array({ maxLength: 5 }).map((value): JsonValue => btoa(String.fromCharCode(...value)));
const anything = fc.jsonValue({ maxDepth: 2 }).map((value) => value as JsonValue);

const plain = (old: string, next: string, values: fc.Arbitrary<JsonValue>): TypeChange => ({
  old: { type: old },
  next: { type: next },
  values,
  isNullable: false,
});

const json = (old: string, values: fc.Arbitrary<JsonValue>): TypeChange => ({
  ...plain(old, 'json', values),
  isNullable: true,
});

const scalars = fc.constantFrom(
  plain('string', 'string', text),
  plain('boolean', 'boolean', fc.boolean()),
  plain('integer', 'integer', integer),
  plain('integer', 'number', integer),
  plain('integer', 'decimal', integer),
  plain('integer', 'bigint', integer),
  plain('number', 'number', double),
  plain('decimal', 'decimal', decimal),
  plain('bigint', 'bigint', bigint),
  plain('bytes', 'bytes', bytes),
  plain('uuid', 'string', uuid),
  plain('uuid', 'uuid', uuid),
  json('integer', integer),
  json('bigint', bigint),
  json('bytes', bytes),
  json('json', anything),
);

const members = ['a', 'b', 'c', 'd'];
const enums = fc
  .tuple(fc.subarray(members, { minLength: 1 }), fc.subarray(members), fc.boolean())
  .map(([old, more, isText]): TypeChange => ({
    old: { enum: old },
    next: isText ? { type: 'string' } : { enum: [...new Set([...more, ...old])] },
    values: fc.constantFrom(...old),
    isNullable: false,
  }));

function tree(depth: number): fc.Arbitrary<JsonValue> {
  const children = depth === 0 ? fc.constant([]) : fc.array(tree(depth - 1), { maxLength: 2 });
  return fc.record({ n: integer, children }).map((value): JsonValue => value);
}

/** Named types of `namedTypes`, at one version or the other. */
const named = fc.constantFrom<TypeChange>(
  {
    old: { type: 'Point@1' },
    next: { type: 'Point@2' },
    values: fc.record({ x: integer }).map((value): JsonValue => value),
    isNullable: false,
  },
  {
    old: { type: 'Tree@1' },
    next: { type: 'Tree@2' },
    values: tree(2),
    isNullable: false,
  },
  {
    old: { type: 'Means@1' },
    next: { type: 'Means@2' },
    values: fc.oneof(
      fc.record({ kind: fc.constant('point'), x: integer }).map((value): JsonValue => value),
      fc.record({ kind: fc.constant('none') }).map((value): JsonValue => value),
    ),
    isNullable: false,
  },
);

export const namedTypes = {
  Point: { '1': { x: 'integer' }, '2': { x: 'decimal', y: 'string' }, upcast: { '2': { set: { y: 'none' } } } },
  Tree: {
    '1': { n: 'integer', children: 'list<Tree@1>' },
    '2': { n: 'bigint', label: 'json', children: 'list<Tree@2>' },
    upcast: { '2': { set: { label: null } } },
  },
  None: { '1': { why: { type: 'string' } } },
  Means: {
    '1': { oneOf: { point: { type: 'Point@1' }, none: { fields: {} } }, discriminator: 'kind' },
    '2': { oneOf: { none: { fields: { 'note?': 'string' } }, point: { type: 'Point@2' } }, discriminator: 'kind' },
  },
};

export interface FieldChange extends TypeChange {
  readonly name: string;
  readonly wasOptional: boolean;
  readonly isOptional: boolean;
}

function fieldsOf(type: fc.Arbitrary<TypeChange>): fc.Arbitrary<readonly FieldChange[]> {
  const names = fc.constantFrom('a', 'b', 'c', 'note', 'type2', 'x-y', 'näme', 'valueOf');
  return fc
    .uniqueArray(fc.tuple(names, type, fc.boolean(), fc.boolean()), { selector: ([name]) => name, maxLength: 5 })
    .map((fields) =>
      fields.map(([name, change, wasOptional, isOptional]) => ({
        ...change,
        name,
        wasOptional: wasOptional && name !== 'valueOf',
        isOptional: (wasOptional || isOptional) && name !== 'valueOf',
      })),
    );
}

export const shapeOf = (fields: readonly FieldChange[], side: 'old' | 'next'): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    fields.map((field) => [
      `${field.name}${(side === 'old' ? field.wasOptional : field.isOptional) ? '?' : ''}`,
      field[side],
    ]),
  );

export function valuesOf(fields: readonly FieldChange[]): fc.Arbitrary<Readonly<Record<string, JsonValue>>> {
  const required = fields.filter(({ wasOptional }) => !wasOptional).map(({ name }) => name);
  const values = Object.fromEntries(fields.map((field) => [field.name, field.values]));
  return fc.record(values, { requiredKeys: required, noNullPrototype: true });
}

const { change } = fc.letrec<{ change: TypeChange; bare: TypeChange }>((tie) => ({
  bare: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: scalars },
    { weight: 1, arbitrary: enums },
    { weight: 1, arbitrary: named },
    {
      weight: 1,
      arbitrary: tie('change').map(({ old, next, values }) => ({
        old: { list: old },
        next: { list: next },
        values: fc.array(values, { maxLength: 3 }).map((value): JsonValue => value),
        isNullable: false,
      })),
    },
    {
      weight: 1,
      arbitrary: tie('change').map(({ old, next, values }) => ({
        old: { map: old },
        next: { map: next },
        values: fc
          .dictionary(fc.constantFrom('k', 'extra', '*'), values, { maxKeys: 2, noNullPrototype: true })
          .map((value): JsonValue => value),
        isNullable: false,
      })),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(fieldsOf(tie('change')), fc.boolean()).map(([fields, isNew]) => ({
        old: { fields: shapeOf(fields, 'old') },
        next: { fields: { ...shapeOf(fields, 'next'), ...(isNew ? { 'brandNew?': 'string' } : {}) } },
        values: valuesOf(fields).map((value): JsonValue => value),
        isNullable: false,
      })),
    },
  ),
  change: fc.tuple(tie('bare'), fc.constantFrom('never', 'always', 'now')).map(([bare, nullable]): TypeChange => {
    if (bare.isNullable || nullable === 'never') return bare;
    const next = { ...(bare.next as object), nullable: true };
    if (nullable === 'now') return { ...bare, next, isNullable: true };
    return {
      old: { ...(bare.old as object), nullable: true },
      next,
      values: fc.option(bare.values, { nil: null }),
      isNullable: true,
    };
  }),
}));

/** Fields of a message before and after. */
export const randomFields: fc.Arbitrary<readonly FieldChange[]> = fieldsOf(change);
