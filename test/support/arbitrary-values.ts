/** Random JSON that fits a type, as stores hold it. Recursion ends by itself. */
import fc from 'fast-check';
import type { DomainModel } from '../../generator/src/model/domain-model.js';
import type { JsonValue, ScalarType, ShapeModel, TypeModel } from '../../generator/src/model/type-model.js';
import { follow } from './memory-values.js';

type Json = fc.Arbitrary<JsonValue>;

const text = fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('', '0', '12', '-1.5', 'x', '2026-01-01T00:00:00Z'));
const day = fc.date({ min: new Date('1950-01-01'), max: new Date('2050-01-01'), noInvalidDate: true });

export function arbitraryJson(type: TypeModel, model: DomainModel, depth = 0): Json {
  const of = (inner: TypeModel): Json => arbitraryJson(inner, model, depth + 1);
  const open = follow(type, model);
  const isDeep = depth > 5;
  switch (open.kind) {
    case 'null':
      return fc.constant(null);
    case 'enum':
      return open.open ? fc.oneof(fc.constantFrom(...open.members), text) : fc.constantFrom(...open.members);
    case 'list':
      return isDeep ? fc.constant([]) : fc.array(of(open.of), { maxLength: 3 });
    case 'map':
      return isDeep
        ? fc.constant({})
        : fc.dictionary(fc.string({ maxLength: 4 }), of(open.of), { maxKeys: 3, noNullPrototype: true });
    case 'object':
      return objectOf(open.shape, of, depth);
    case 'union':
      return isDeep && open.members.some(({ kind }) => kind === 'null')
        ? fc.constant(null)
        : fc.oneof(...open.members.map(of));
    case 'tagged':
      return fc.oneof(
        ...open.variants.map(({ tag, type: variant }) =>
          of(variant).map((value) => ({ [open.discriminator]: tag, ...Object(value) })),
        ),
      );
    case 'scalar':
      return scalarOf(open);
  }
}

function objectOf({ fields, open }: ShapeModel, of: (type: TypeModel) => Json, depth: number): Json {
  const kept = fields.filter(({ optional }) => !optional || depth < 6);
  const known = fc.record(Object.fromEntries(kept.map(({ name, type }) => [name, of(type)])), {
    requiredKeys: kept.filter(({ optional }) => !optional).map(({ name }) => name),
    noNullPrototype: true,
  });
  if (open === undefined) return known;
  const names = new Set(fields.map(({ name }) => name));
  const further = fc.dictionary(
    fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom('a', 'b', 'x', 'toString')),
    of(open),
    {
      maxKeys: 3,
      noNullPrototype: true,
    },
  );
  return fc
    .tuple(known, further)
    .map(([own, more]) => ({ ...Object.fromEntries(Object.entries(more).filter(([key]) => !names.has(key))), ...own }));
}

function scalarOf({ scalar, wire }: ScalarType): Json {
  switch (scalar) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.oneof(fc.integer({ min: -3, max: 3 }), fc.maxSafeInteger());
    case 'number':
      return fc
        .oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, noDefaultInfinity: true }))
        .map((n) => n + 0);
    case 'bigint':
      return fc.bigInt().map(String);
    case 'decimal':
      return fc
        .tuple(fc.integer(), fc.nat(999))
        .map(([whole, part]) => `${String(whole)}.${String(part).padStart(3, '0')}`);
    case 'uuid':
      return fc.uuid();
    case 'uri':
      return fc.webUrl();
    case 'email':
      return fc.emailAddress();
    case 'date':
      return day.map((date) => date.toISOString().slice(0, 10));
    case 'time':
      return day.map((date) => date.toISOString().slice(11, 19));
    case 'duration':
      return fc.nat(99).map((days) => `P${String(days)}D`);
    case 'timezone':
      return fc.constantFrom('Europe/Berlin', 'UTC');
    case 'instant':
      return day.map((date) => (wire === 'epoch-ms' ? date.getTime() : `${date.toISOString().slice(0, 19)}Z`));
    case 'datetime':
      return day.map((date) => `${date.toISOString().slice(0, 19)}+01:00`);
    case 'localDatetime':
      return day.map((date) => date.toISOString().slice(0, 19));
    case 'bytes':
      return fc.uint8Array({ maxLength: 5 }).map((bytes) => btoa(String.fromCharCode(...bytes)));
    case 'json':
      return fc.jsonValue({ maxDepth: 2 }).map((value): JsonValue => JSON.parse(JSON.stringify(value)));
    case 'string':
      return text;
  }
}
