import type { DomainModel } from '../../model/domain-model.js';
import { findType } from '../../model/find-type.js';
import type { EnumType, JsonValue, ScalarType, ShapeModel, TaggedType, TypeModel } from '../../model/type-model.js';
import { literal } from '../../naming/literal.js';
import { propertyKey } from '../../naming/property-key.js';
import { array, call, json, object, type Code } from '../layout/code.js';

type JsonObject = { readonly [key: string]: JsonValue };

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);
const isObject = (value: JsonValue): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** How a value of a scalar or an enum is written. */
export type LeafCode = (value: JsonValue, type: ScalarType | EnumType) => Code;

/** A default as an expression for the value that makers take. Schemas write defaults as they look on the wire. */
export const defaultCode = (value: JsonValue, type: TypeModel, model: DomainModel): Code =>
  valueCode(value, type, { model, leaf: defaultLeaf });

const defaultLeaf: LeafCode = (value, type) => (type.kind === 'scalar' ? scalarCode(value, type) : json(value));

interface Values {
  readonly model: DomainModel;
  readonly leaf: LeafCode;
}

/**
 * A value of a type, given as it looks on the wire, as an expression. There a bigint is a text, and further keys of an open
 * object lie among its fields; that it fits the type has been checked.
 */
export function valueCode(value: JsonValue, type: TypeModel, values: Values): Code {
  switch (type.kind) {
    case 'scalar':
    case 'enum':
      return values.leaf(value, type);
    case 'list':
      return isList(value) ? array(value.map((item) => valueCode(item, type.of, values))) : json(value);
    case 'map':
      return isObject(value) ? object(entriesOf(value, () => type.of, values)) : json(value);
    case 'object':
      return isObject(value) ? objectCode(value, type.shape, values) : json(value);
    case 'ref': {
      const found = findType(values.model, type);
      return found === undefined ? json(value) : valueCode(value, found.typeVersion.type, values);
    }
    case 'union': {
      const member = type.members.find((candidate) => mayBe(value, candidate, values.model));
      return member === undefined ? json(value) : valueCode(value, member, values);
    }
    case 'tagged':
      return isObject(value) ? taggedCode(value, type, values) : json(value);
    case 'null':
      return json(value);
  }
}

function scalarCode(value: JsonValue, { scalar, wire }: ScalarType): Code {
  const isNumeric = typeof value === 'string' || typeof value === 'number';
  if (scalar === 'bigint' && isNumeric) return `${String(BigInt(value))}n`;
  if (scalar === 'decimal' && isNumeric) return literal(String(value));
  if (scalar === 'instant' && wire === 'epoch-ms' && typeof value === 'number') {
    return literal(new Date(value).toISOString().replace('.000Z', 'Z'));
  }
  if (scalar !== 'bytes' || typeof value !== 'string') return json(value);
  const bytes = Uint8Array.from(atob(value), (character) => character.charCodeAt(0));
  return call('Uint8Array.of', ...[...bytes].map(String));
}

function entriesOf(
  value: JsonObject,
  typeOf: (key: string) => TypeModel | undefined,
  values: Values,
): readonly (readonly [string, Code])[] {
  return Object.entries(value).map(([key, member]) => {
    const type = typeOf(key);
    return [propertyKey(key), type === undefined ? json(member) : valueCode(member, type, values)] as const;
  });
}

function objectCode(value: JsonObject, { fields, open }: ShapeModel, values: Values): Code {
  const types = new Map(fields.map((field) => [field.name, field.type]));
  if (open === undefined) return object(entriesOf(value, (key) => types.get(key), values));
  const keys = Object.entries(value);
  const known = Object.fromEntries(keys.filter(([key]) => types.has(key)));
  const further = Object.fromEntries(keys.filter(([key]) => !types.has(key)));
  const extra = object(entriesOf(further, () => open, values));
  return object([...entriesOf(known, (key) => types.get(key), values), ['extra', extra]]);
}

function taggedCode(value: JsonObject, { discriminator, variants }: TaggedType, values: Values): Code {
  const { [discriminator]: tag, ...fields } = value;
  const variant = variants.find((candidate) => candidate.tag === tag);
  if (variant === undefined || tag === undefined) return json(value);
  const code = valueCode(fields, variant.type, values);
  const entries = typeof code === 'object' && code.kind === 'object' ? code.entries : [];
  return object([[propertyKey(discriminator), json(tag)], ...entries]);
}

/** Whether a value that fits a union is of this member; members differ in the kind of their JSON values. */
function mayBe(value: JsonValue, type: TypeModel, model: DomainModel): boolean {
  switch (type.kind) {
    case 'null':
      return value === null;
    case 'enum':
      return typeof value === 'string';
    case 'list':
      return isList(value);
    case 'map':
    case 'object':
    case 'tagged':
      return isObject(value);
    case 'union':
      return type.members.some((member) => mayBe(value, member, model));
    case 'ref': {
      const found = findType(model, type);
      return found !== undefined && mayBe(value, found.typeVersion.type, model);
    }
    case 'scalar':
      return scalarMayBe(value, type);
  }
}

function scalarMayBe(value: JsonValue, { scalar, wire }: ScalarType): boolean {
  if (scalar === 'json') return true;
  if (scalar === 'boolean') return typeof value === 'boolean';
  if (scalar === 'integer' || scalar === 'number' || wire === 'epoch-ms') return typeof value === 'number';
  return typeof value === 'string' || (wire === 'number' && typeof value === 'number');
}
