/** Canonical JSON back to types: the reverse of `shapeText`. What the text never held is empty. */
import type { Place } from '../diagnostics/place.js';
import {
  type FieldModel,
  type JsonValue,
  noConstraints,
  type RefType,
  scalarNames,
  type ScalarType,
  type ShapeModel,
  type TaggedVariant,
  type TypeModel,
} from '../model/type-model.js';
import { byCodeUnit } from '../naming/by-code-unit.js';

/** `undefined` for what is no shape. `place` is where fields are said to stand. */
export function parseShape(json: JsonValue | undefined, place: Place): TypeModel | undefined {
  if (typeof json === 'string') return parseWord(json);
  const object = asObject(json);
  if (object === undefined) return undefined;
  const { enum: members, list, map, fields, union, tagged } = object;
  if (members !== undefined) return parseEnum(members, object['open']);
  if (list !== undefined) return parseContainer('list', list, place);
  if (map !== undefined) return parseContainer('map', map, place);
  if (fields !== undefined) return parseObject(fields, object['open'], place);
  if (union !== undefined) return parseUnion(union, place);
  return tagged === undefined ? undefined : parseTagged(tagged, object['variants'], place);
}

export type JsonObject = { readonly [key: string]: JsonValue };

export function asObject(json: JsonValue | undefined): JsonObject | undefined {
  return typeof json === 'object' && json !== null && !isList(json) ? json : undefined;
}

const isList = (json: JsonValue): json is readonly JsonValue[] => Array.isArray(json);

export function asList(json: JsonValue | undefined): readonly JsonValue[] | undefined {
  return json !== undefined && isList(json) ? json : undefined;
}

/** All texts, or `undefined`. */
export function asTexts(json: JsonValue | undefined): readonly string[] | undefined {
  const list = asList(json);
  const texts = list?.filter((each) => typeof each === 'string');
  return texts?.length === list?.length ? texts : undefined;
}

function parseWord(word: string): TypeModel | undefined {
  if (word === 'null') return { kind: 'null' };
  return word.includes('@') ? parseRef(word) : parseScalar(word);
}

function parseRef(word: string): RefType | undefined {
  const [, context, name, digits] = /^([^.@]+)\.([^.@]+)@([1-9][0-9]{0,8})$/.exec(word) ?? [];
  if (context === undefined || name === undefined) return undefined;
  return { kind: 'ref', context, name, schemaVersion: Number(digits) };
}

const wireForms = ['number', 'epoch-ms'] as const;

function parseScalar(word: string): ScalarType | undefined {
  const usual = usualScalars.get(word);
  if (usual !== undefined) return usual;
  const [name, form, ...rest] = word.split(':');
  const wire = wireForms.find((each) => each === form);
  const scalar = usualScalars.get(name ?? '')?.scalar;
  return scalar === undefined || rest.length > 0 || wire === undefined
    ? undefined
    : { kind: 'scalar', scalar, wire, constraints: noConstraints };
}

/** In their usual form on the wire, which nearly all are in. */
const usualScalars: ReadonlyMap<string, ScalarType> = new Map(
  scalarNames.map((scalar) => [scalar, { kind: 'scalar', scalar, wire: undefined, constraints: noConstraints }]),
);

function parseEnum(json: JsonValue, open: JsonValue | undefined): TypeModel | undefined {
  const members = asTexts(json);
  return members === undefined ? undefined : { kind: 'enum', members, open: open === true };
}

function parseContainer(kind: 'list' | 'map', json: JsonValue, place: Place): TypeModel | undefined {
  const of = parseShape(json, place);
  return of === undefined ? undefined : { kind, of, constraints: noConstraints };
}

function parseObject(json: JsonValue, openJson: JsonValue | undefined, place: Place): TypeModel | undefined {
  const entries = asObject(json);
  const open = openJson === undefined ? undefined : parseShape(openJson, place);
  if (entries === undefined || (openJson !== undefined && open === undefined)) return undefined;
  // Keys that look like numbers came first; the order of the text is by code unit.
  const fields = allOf(
    Object.entries(entries)
      .sort((left, right) => byCodeUnit(left[0], right[0]))
      .map(([key, type]) => parseField(key, type, place)),
  );
  if (fields === undefined) return undefined;
  const shape: ShapeModel = { fields, open, description: undefined, deprecated: undefined };
  return { kind: 'object', shape, constraints: noConstraints };
}

function parseField(key: string, json: JsonValue, place: Place): FieldModel | undefined {
  const type = parseShape(json, place);
  if (type === undefined) return undefined;
  const optional = key.endsWith('?');
  const nothing = { defaultValue: undefined, description: undefined, deprecated: undefined, examples: [] };
  return { name: optional ? key.slice(0, -1) : key, type, optional, personal: false, ...nothing, place };
}

function parseUnion(json: JsonValue, place: Place): TypeModel | undefined {
  const members = allOf(asList(json)?.map((each) => parseShape(each, place)));
  return members === undefined ? undefined : { kind: 'union', members };
}

function parseTagged(discriminator: JsonValue, json: JsonValue | undefined, place: Place): TypeModel | undefined {
  const entries = asObject(json);
  if (entries === undefined || typeof discriminator !== 'string') return undefined;
  const variants = allOf(Object.entries(entries).map(([tag, type]) => parseVariant(tag, type, place)));
  return variants === undefined ? undefined : { kind: 'tagged', discriminator, variants };
}

function parseVariant(tag: string, json: JsonValue, place: Place): TaggedVariant | undefined {
  const type = parseShape(json, place);
  return type?.kind === 'ref' || type?.kind === 'object' ? { tag, type } : undefined;
}

/** All of them, or nothing when one is missing. */
function allOf<T>(values: readonly (T | undefined)[] | undefined): readonly T[] | undefined {
  const found = values?.filter((value) => value !== undefined);
  return found?.length === values?.length ? found : undefined;
}
