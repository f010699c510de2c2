/** Random JSON of types, as stored events hold it: without constraints, of every alternative, with and without what may be absent. */
import fc from 'fast-check';
import type { DomainModel } from '../../generator/src/model/domain-model.js';
import { findType } from '../../generator/src/model/find-type.js';
import type { JsonValue, ScalarType, ShapeModel, TypeModel } from '../../generator/src/model/type-model.js';

type Json = fc.Arbitrary<JsonValue>;

/** Begins texts that are numbers of more digits than a number of JavaScript has. */
const rawNumber = 'number:';

/** A random value as the text that is stored. */
export function jsonText(value: JsonValue): string {
  return JSON.stringify(value).replace(/"number:([^"]*)"/g, '$1');
}

const deepest = 4;

export function arbitraryOf(type: TypeModel, model: DomainModel, depth = 0): Json {
  switch (type.kind) {
    case 'scalar':
      return scalar(type);
    case 'null':
      return fc.constant(null);
    case 'enum':
      return type.open ? fc.oneof(fc.constantFrom(...type.members), word) : fc.constantFrom(...type.members);
    case 'list':
      return depth > deepest ? fc.constant([]) : fc.array(arbitraryOf(type.of, model, depth + 1), { maxLength: 3 });
    case 'map':
      return depth > deepest
        ? fc.constant({})
        : fc.dictionary(key, arbitraryOf(type.of, model, depth + 1), { maxKeys: 3 });
    case 'object':
      return object(type.shape, model, depth);
    case 'ref': {
      const target = findType(model, type)?.typeVersion.type;
      if (target === undefined) throw new Error(`There is no ${type.name}.`);
      return arbitraryOf(target, model, depth + 1);
    }
    case 'union': {
      const members = depth > deepest ? type.members.filter(({ kind }) => kind === 'null' || kind === 'scalar') : [];
      return fc.oneof(
        ...(members.length > 0 ? members : type.members).map((member) => arbitraryOf(member, model, depth + 1)),
      );
    }
    case 'tagged':
      return fc.oneof(
        ...type.variants.map(({ tag, type: variant }) =>
          arbitraryOf(variant, model, depth + 1).map((value): JsonValue => ({
            [type.discriminator]: tag,
            ...(value as object),
          })),
        ),
      );
  }
}

function object({ fields, open }: ShapeModel, model: DomainModel, depth: number): Json {
  const required = fields.filter(({ optional }) => !optional).map(({ name }) => name);
  const kept = depth > deepest ? fields.filter(({ optional }) => !optional) : fields;
  const own = fc.record(Object.fromEntries(kept.map(({ name, type }) => [name, arbitraryOf(type, model, depth + 1)])), {
    requiredKeys: required,
  });
  if (open === undefined || depth > deepest) return own;
  // Names that other versions declare are likely, as that is where trouble comes from.
  const further = fc.dictionary(fc.oneof(fc.constantFrom('a', 'b', 'c'), key), arbitraryOf(open, model, depth + 1), {
    maxKeys: 3,
  });
  return fc.tuple(own, further).map(([declared, extra]): JsonValue => {
    const free = Object.entries(extra).filter(([name]) => fields.every((field) => field.name !== name));
    return { ...Object.fromEntries(free), ...declared };
  });
}

const word = fc.stringMatching(/^[a-z ]{0,6}$/);
const key = fc.stringMatching(/^[a-z]{1,4}$/);
const digits = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
const day = fc.integer({ min: 0, max: 20_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
const time = fc
  .integer({ min: 0, max: 86_399 })
  .map((seconds) => new Date(seconds * 1_000).toISOString().slice(11, 19));

const texts: Readonly<Record<string, Json>> = {
  string: fc.oneof(word, fc.string()),
  uuid: fc.uuid(),
  uri: fc.integer({ min: 0 }).map((n) => `https://example.org/${n}`),
  email: fc.integer({ min: 0 }).map((n) => `ada${n}@example.org`),
  date: day,
  time,
  duration: fc.integer({ min: 1, max: 99 }).map((n) => `P${n}D`),
  timezone: fc.constantFrom('UTC', 'Europe/Berlin'),
  instant: fc.tuple(day, time).map((parts) => `${parts.join('T')}Z`),
  datetime: fc.tuple(day, time, fc.constantFrom('Z', '+02:00', '-05:30')).map(([d, t, zone]) => `${d}T${t}${zone}`),
  localDatetime: fc.tuple(day, time).map((parts) => parts.join('T')),
  bytes: fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes).toString('base64')),
  bigint: digits.map(String),
  decimal: fc.tuple(digits, fc.nat(999)).map(([whole, part]) => `${whole === 0n ? 7n : whole}.${part}`),
};

function scalar({ scalar: name, wire }: ScalarType): Json {
  if (wire === 'epoch-ms') return fc.integer({ min: -(10 ** 12), max: 10 ** 13 });
  if (wire === 'number' && name === 'bigint')
    return fc.oneof(
      fc.integer(),
      fc.integer({ min: 10 ** 16, max: 10 ** 17 }).map((n) => n * 1000),
    );
  switch (name) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.maxSafeInteger();
    case 'number':
    case 'decimal':
      if (name === 'decimal' && wire === undefined) break;
      if (name === 'decimal')
        return fc.oneof(fc.integer(), fc.constantFrom(`${rawNumber}1e400`, `${rawNumber}-0.1e-390`));
      return fc.oneof(
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (n === 0 ? 0 : n)),
      );
    case 'json':
      return fc.jsonValue({ maxDepth: 2 }) as Json;
    default:
  }
  return texts[name] ?? fc.constant(null);
}
