/** The simulation's own idea of types and of JSON: it knows nothing of the generator's. */
import type { SeededRandom } from '../../runtime/src/testing/contract/seeded-random.js';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export type Scalar =
  'string' | 'integer' | 'number' | 'boolean' | 'decimal' | 'bigint' | 'uuid' | 'instant' | 'date' | 'json';

export type Type =
  | { readonly kind: 'scalar'; readonly scalar: Scalar }
  | { readonly kind: 'enum'; readonly members: readonly string[] }
  | { readonly kind: 'list' | 'map' | 'nullable'; readonly of: Type }
  | { readonly kind: 'object'; readonly fields: readonly Field[] }
  | { readonly kind: 'named'; readonly name: string; readonly schemaVersion: number };

export interface Field {
  readonly name: string;
  readonly optional: boolean;
  readonly type: Type;
}

export const scalar = (name: Scalar): Type => ({ kind: 'scalar', scalar: name });

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** Right of a field name in YAML. */
export function written(type: Type): Json {
  switch (type.kind) {
    case 'scalar':
      return type.scalar;
    case 'named':
      return `${type.name}@${String(type.schemaVersion)}`;
    case 'enum':
      return { enum: type.members };
    case 'list':
      return { list: written(type.of) };
    case 'map':
      return { map: written(type.of) };
    case 'object':
      return { fields: writtenFields(type.fields) };
    case 'nullable': {
      const inner = written(type.of);
      if (typeof inner === 'string') return `${inner} | null`;
      return isObject(inner) ? { ...inner, nullable: true } : inner;
    }
  }
}

export function writtenFields(fields: readonly Field[]): JsonObject {
  return Object.fromEntries(
    fields.map(({ name, optional, type }) => [optional ? `${name}?` : name, written(type)] as const),
  );
}

/** What a named type is at a version. */
export type Meaning = (name: string, schemaVersion: number) => TypeContent;

export type TypeContent =
  | { readonly kind: 'shape'; readonly fields: readonly Field[] }
  /** Tags and the object types they stand for; the discriminator is `kind`. */
  | { readonly kind: 'union'; readonly variants: Readonly<Record<string, Type & { readonly kind: 'named' }>> };

export interface Sample {
  readonly random: SeededRandom;
  readonly meaning: Meaning;
}

const hex = '0123456789abcdef';
const letters = [...'abcdefgh XYZ äß漢🙂"\\/*`$0123456789'];

export function randomUuid(random: SeededRandom): string {
  const digits = (count: number): string =>
    Array.from({ length: count }, () => hex[random.below(hex.length)] ?? '0').join('');
  return `${digits(8)}-${digits(4)}-7${digits(3)}-a${digits(3)}-${digits(12)}`;
}

const two = (value: number): string => String(value).padStart(2, '0');

export function randomInstant(random: SeededRandom): string {
  const day = `${String(2010 + random.below(20))}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`;
  return `${day}T${two(random.below(24))}:${two(random.below(60))}:${two(random.below(60))}Z`;
}

function randomScalar(name: Scalar, random: SeededRandom): Json {
  switch (name) {
    case 'string':
      return random.chance(4)
        ? String(random.below(2_000) - 1_000)
        : Array.from({ length: random.below(9) }, () => letters[random.below(letters.length)] ?? '').join('');
    case 'integer':
      return random.below(2_000_000) - 1_000_000;
    case 'number':
      // Quarters have exact decimals.
      return (random.below(8_000) - 4_000) / 4;
    case 'boolean':
      return random.chance(2);
    case 'decimal':
      return `${random.chance(2) ? '-' : ''}${String(1 + random.below(999))}.${String(random.below(9))}5`;
    case 'bigint':
      return `${String(1 + random.below(9_999))}${'0'.repeat(random.below(20))}`;
    case 'uuid':
      return randomUuid(random);
    case 'instant':
      return randomInstant(random);
    case 'date':
      return randomInstant(random).slice(0, 10);
    case 'json':
      return random.pick<Json>([null, 1, 'text', [1, { a: [] }], { b: { c: null } }]);
  }
}

/** A valid value as it lies in JSON. */
export function randomValue(type: Type, sample: Sample): Json {
  const { random, meaning } = sample;
  switch (type.kind) {
    case 'scalar':
      return randomScalar(type.scalar, random);
    case 'enum':
      return type.members[random.below(type.members.length)] ?? '';
    case 'list':
      return Array.from({ length: random.below(4) }, () => randomValue(type.of, sample));
    case 'map':
      return Object.fromEntries(
        Array.from({ length: random.below(3) }, (_, index) => [`key ${String(index)}`, randomValue(type.of, sample)]),
      );
    case 'nullable':
      return random.chance(3) ? null : randomValue(type.of, sample);
    case 'object':
      return randomObject(type.fields, sample);
    case 'named': {
      const content = meaning(type.name, type.schemaVersion);
      if (content.kind === 'shape') return randomObject(content.fields, sample);
      const tags = Object.keys(content.variants);
      const tag = tags[random.below(tags.length)] ?? '';
      const variant = content.variants[tag];
      if (variant === undefined) throw new Error(`${type.name} has no variant ${tag}.`);
      const value = randomValue(variant, sample);
      return isObject(value) ? { kind: tag, ...value } : value;
    }
  }
}

export function randomObject(fields: readonly Field[], sample: Sample): JsonObject {
  return Object.fromEntries(
    fields
      .filter(({ optional }) => !optional || sample.random.chance(2))
      .map(({ name, type }) => [name, randomValue(type, sample)] as const),
  );
}

/** A type of a new field; `names` are types that may be named, with their newest version. */
export function randomType(
  random: SeededRandom,
  names: readonly { readonly name: string; readonly schemaVersion: number }[],
  freshName: () => string,
  depth = 0,
): Type {
  const chosen = random.below(depth > 1 ? 8 : 14);
  const inner = (): Type => randomType(random, names, freshName, depth + 1);
  const named = names[random.below(Math.max(1, names.length))];
  if (chosen >= 12 && named !== undefined) return { kind: 'named', ...named };
  switch (chosen) {
    case 8:
      return { kind: 'list', of: inner() };
    case 9:
      return { kind: 'map', of: inner() };
    case 10: {
      const of = inner();
      return of.kind === 'nullable' || (of.kind === 'scalar' && of.scalar === 'json') ? of : { kind: 'nullable', of };
    }
    case 11:
      return { kind: 'object', fields: randomFields(random, names, freshName, depth + 1) };
    case 7:
      return { kind: 'enum', members: ['red', 'green', 'blue'].map((member) => `${member}-${freshName()}`) };
    default:
      return scalar(
        random.pick<Scalar>([
          'string',
          'integer',
          'integer',
          'number',
          'boolean',
          'decimal',
          'uuid',
          'instant',
          'date',
        ]),
      );
  }
}

export function randomFields(
  random: SeededRandom,
  names: readonly { readonly name: string; readonly schemaVersion: number }[],
  freshName: () => string,
  depth = 0,
): readonly Field[] {
  return Array.from({ length: 1 + random.below(3) }, () => ({
    name: freshName(),
    optional: random.chance(4),
    type: randomType(random, names, freshName, depth),
  }));
}
