/**
 * Values as they lie in memory, against the model: from JSON, to JSON, and whether they fit. Written for tests from the
 * language's words alone, so that engine, generated code and runtime can all be held to it. Forms of text are not judged.
 */
import type { DomainModel } from '../../generator/src/model/domain-model.js';
import { findType } from '../../generator/src/model/find-type.js';
import type { JsonValue, ShapeModel, TypeModel } from '../../generator/src/model/type-model.js';

export type Bag = Readonly<Record<string, unknown>>;

export const isBag = (value: unknown): value is Bag =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

export function follow(type: TypeModel, model: DomainModel): Exclude<TypeModel, { kind: 'ref' }> {
  if (type.kind !== 'ref') return type;
  const found = findType(model, type);
  if (found === undefined) throw new Error(`Nothing is called ${type.name}.`);
  return follow(found.typeVersion.type, model);
}

/** What is wrong with a value in memory, and where; `undefined` when nothing is. */
export function misfit(value: unknown, type: TypeModel, model: DomainModel, at = ''): string | undefined {
  const open = follow(type, model);
  const wrong = `${at === '' ? 'it' : at} is ${show(value)}, not ${open.kind}`;
  switch (open.kind) {
    case 'null':
      return value === null ? undefined : wrong;
    case 'enum':
      return typeof value === 'string' && (open.open || open.members.includes(value)) ? undefined : wrong;
    case 'list':
      return Array.isArray(value)
        ? firstOf(value, (item, index) => misfit(item, open.of, model, `${at}/${index}`))
        : wrong;
    case 'map':
      return isBag(value)
        ? firstOf(Object.keys(value), (key) => misfit(value[key], open.of, model, `${at}/${key}`))
        : wrong;
    case 'object':
      return isBag(value) ? shapeMisfit(value, open.shape, model, at) : wrong;
    case 'union':
      return open.members.some((member) => misfit(value, member, model) === undefined) ? undefined : wrong;
    case 'tagged': {
      const variant = isBag(value) ? open.variants.find(({ tag }) => tag === value[open.discriminator]) : undefined;
      if (variant === undefined || !isBag(value)) return wrong;
      const { [open.discriminator]: _tag, ...rest } = value;
      return misfit(rest, variant.type, model, at);
    }
    case 'scalar':
      return scalarFits(value, open.scalar) ? undefined : `${wrong} ${open.scalar}`;
  }
}

function shapeMisfit(value: Bag, shape: ShapeModel, model: DomainModel, at: string): string | undefined {
  const names = new Set(shape.fields.map(({ name }) => name));
  if (shape.open !== undefined) names.add('extra');
  const unknown = Object.keys(value).find((key) => !names.has(key));
  if (unknown !== undefined) return `${at}/${unknown} is no field`;
  const { open } = shape;
  if (open !== undefined) {
    const { extra } = value;
    if (!isBag(extra)) return `${at}/extra is missing`;
    const shadow = Object.keys(extra).find((key) => names.has(key) && key !== 'extra');
    if (shadow !== undefined) return `${at}/extra/${shadow} is a field`;
    const wrong = firstOf(Object.keys(extra), (key) => misfit(extra[key], open, model, `${at}/extra/${key}`));
    if (wrong !== undefined) return wrong;
  }
  return firstOf(shape.fields, ({ name, type, optional }) => {
    if (Object.hasOwn(value, name)) return misfit(value[name], type, model, `${at}/${name}`);
    return optional ? undefined : `${at}/${name} is missing`;
  });
}

function firstOf<T>(items: readonly T[], find: (item: T, index: number) => string | undefined): string | undefined {
  for (const [index, item] of items.entries()) {
    const found = find(item, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

function scalarFits(value: unknown, scalar: string): boolean {
  switch (scalar) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isSafeInteger(value);
    case 'number':
      return Number.isFinite(value);
    case 'bigint':
      return typeof value === 'bigint';
    case 'bytes':
      return value instanceof Uint8Array;
    case 'decimal':
      return typeof value === 'string' && /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/.test(value);
    case 'json':
      return isJson(value);
    default:
      return typeof value === 'string';
  }
}

function isJson(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isJson);
  if (isBag(value)) return Object.values(value).every(isJson);
  return value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);
}

const show = (value: unknown): string =>
  value === undefined
    ? 'nothing'
    : JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part));

/** JSON that fits a type as it lies in memory. */
export function toMemory(json: JsonValue, type: TypeModel, model: DomainModel): unknown {
  const open = follow(type, model);
  switch (open.kind) {
    case 'list':
      return Array.isArray(json) ? json.map((item: JsonValue) => toMemory(item, open.of, model)) : json;
    case 'map':
      return bagOf(json, () => open.of, model);
    case 'object':
      return objectToMemory(json, open.shape, model);
    case 'union': {
      const member = open.members.find((each) => wireMisfit(json, each, model) === undefined);
      return member === undefined ? json : toMemory(json, member, model);
    }
    case 'tagged': {
      const variant = isBag(json) ? open.variants.find(({ tag }) => tag === json[open.discriminator]) : undefined;
      if (variant === undefined || !isBag(json)) return json;
      const { [open.discriminator]: tag, ...rest } = json as Readonly<Record<string, JsonValue>>;
      return { [open.discriminator]: tag, ...(toMemory(rest, variant.type, model) as Bag) };
    }
    case 'scalar':
      return scalarToMemory(json, open.scalar, open.wire);
    default:
      return json;
  }
}

function wireMisfit(json: JsonValue, type: TypeModel, model: DomainModel): string | undefined {
  try {
    return misfit(toMemory(json, type, model), type, model);
  } catch {
    return 'it cannot be read';
  }
}

function scalarToMemory(json: JsonValue, scalar: string, wire: string | undefined): unknown {
  if (scalar === 'bigint') return typeof json === 'boolean' || json === null ? json : BigInt(json as string | number);
  if (scalar === 'decimal' && wire === 'number') return typeof json === 'number' ? String(json) : json;
  if (scalar === 'instant' && wire === 'epoch-ms') return typeof json === 'number' ? instant(json) : json;
  if (scalar !== 'bytes' || typeof json !== 'string') return json;
  return Uint8Array.from(atob(json), (character) => character.charCodeAt(0));
}

export const instant = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replace(/(?:\.000|(?<=\.\d+)0+)Z$/, 'Z');

function bagOf(json: JsonValue, typeOf: (key: string) => TypeModel | undefined, model: DomainModel): unknown {
  if (!isBag(json)) return json;
  return Object.fromEntries(
    Object.entries(json as Readonly<Record<string, JsonValue>>).map(([key, value]) => {
      const type = typeOf(key);
      return [key, type === undefined ? value : toMemory(value, type, model)];
    }),
  );
}

function objectToMemory(json: JsonValue, { fields, open }: ShapeModel, model: DomainModel): unknown {
  const types = new Map(fields.map(({ name, type }) => [name, type]));
  const all = bagOf(json, (key) => types.get(key) ?? open, model);
  if (open === undefined || !isBag(all)) return all;
  const entries = Object.entries(all);
  return {
    ...Object.fromEntries(entries.filter(([key]) => types.has(key))),
    extra: Object.fromEntries(entries.filter(([key]) => !types.has(key))),
  };
}

/** A value in memory as JSON. */
export function toJson(value: unknown, type: TypeModel, model: DomainModel): JsonValue {
  const open = follow(type, model);
  switch (open.kind) {
    case 'list':
      return (value as readonly unknown[]).map((item) => toJson(item, open.of, model));
    case 'map':
      return mapBag(value as Bag, (item) => toJson(item, open.of, model));
    case 'object':
      return objectToJson(value as Bag, open.shape, model);
    case 'union': {
      const member = open.members.find((each) => misfit(value, each, model) === undefined);
      return member === undefined ? (value as JsonValue) : toJson(value, member, model);
    }
    case 'tagged': {
      const { [open.discriminator]: tag, ...rest } = value as Bag;
      const variant = open.variants.find((each) => each.tag === tag);
      if (variant === undefined) throw new Error(`No variant is called ${String(tag)}.`);
      return { [open.discriminator]: variant.tag, ...(toJson(rest, variant.type, model) as Bag) } as JsonValue;
    }
    case 'scalar':
      return scalarToJson(value, open.scalar, open.wire);
    default:
      return value as JsonValue;
  }
}

const mapBag = (bag: Bag, make: (value: unknown, key: string) => JsonValue): JsonValue =>
  Object.fromEntries(Object.entries(bag).map(([key, value]) => [key, make(value, key)]));

function objectToJson(value: Bag, { fields, open }: ShapeModel, model: DomainModel): JsonValue {
  const known = fields.flatMap(({ name, type }): [string, JsonValue][] =>
    Object.hasOwn(value, name) ? [[name, toJson(value[name], type, model)]] : [],
  );
  const extra = open === undefined ? {} : mapBag(value['extra'] as Bag, (item) => toJson(item, open, model));
  return { ...Object.fromEntries(known), ...(extra as Readonly<Record<string, JsonValue>>) };
}

function scalarToJson(value: unknown, scalar: string, wire: string | undefined): JsonValue {
  if (typeof value === 'bigint') return wire === 'number' ? Number(value) : String(value);
  if (value instanceof Uint8Array) return btoa(String.fromCharCode(...value));
  if (scalar === 'decimal' && wire === 'number') return Number(value);
  if (scalar === 'instant' && wire === 'epoch-ms') return Date.parse(String(value));
  return value as JsonValue;
}
