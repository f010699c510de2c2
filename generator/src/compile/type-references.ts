/** Where the version of a type names the type itself. */
import { parseTypeString, type NameExpression, type TypeExpression } from '../bind/types/type-string.js';
import { child, root, within, type Place, type SourceFile } from '../diagnostics/place.js';
import type { JsonValue } from '../model/type-model.js';
import type { Declaration } from './find-declaration.js';

/** Places of the names, with the version behind them, that mean the newest version of the declaration. */
export function ownReferences(document: JsonValue, file: SourceFile, declaration: Declaration): readonly Place[] {
  const path = ['types', declaration.name, String(declaration.newest + 1)];
  const content = path.reduce<JsonValue | undefined>(member, document);
  const place = path.reduce<Place>(child, root(file));
  return typeTexts(content, place).flatMap(({ text, place: at }) => {
    const parsed = parseTypeString(text);
    if (!parsed.ok) return [];
    const own = namesIn(parsed.type).filter((name) => isOwn(name, declaration));
    return own.map(({ start, end }) => within(at, start, end));
  });
}

function isOwn({ context, name, schemaVersion }: NameExpression, declaration: Declaration): boolean {
  const isNamed = name === declaration.name && (context === undefined || context === declaration.context);
  return isNamed && (schemaVersion === undefined || schemaVersion === declaration.newest);
}

function namesIn(type: TypeExpression): readonly NameExpression[] {
  switch (type.kind) {
    case 'name':
      return [type];
    case 'list':
    case 'map':
      return namesIn(type.of);
    case 'union':
      return type.members.flatMap(namesIn);
    case 'null':
      return [];
  }
}

interface TypeText {
  readonly text: string;
  readonly place: Place;
}

const forms = ['type', 'list', 'map'];

/** Every text of a version that is a type, as `bind` reads it. */
function typeTexts(content: JsonValue | undefined, place: Place): readonly TypeText[] {
  if (typeof content === 'string') return [{ text: content, place }];
  if (!isObject(content)) return [];
  const inner = (key: string): readonly TypeText[] => typeTexts(member(content, key), child(place, key));
  const each = (key: string): readonly TypeText[] =>
    Object.keys(objectAt(content, key)).flatMap((name) =>
      typeTexts(member(objectAt(content, key), name), child(child(place, key), name)),
    );
  if (isObject(member(content, 'oneOf'))) return each('oneOf');
  const isForm = [...forms, 'enum'].some((key) => Object.hasOwn(content, key));
  if (isForm || isDescriptor(content)) return [...[...forms, 'open'].flatMap(inner), ...each('fields')];
  return Object.keys(content).flatMap(inner);
}

function isDescriptor(content: JsonObject): boolean {
  const { like, without, open } = content;
  const isRelative = typeof like === 'number' || Array.isArray(without);
  return isRelative || typeof open === 'boolean' || isObject(member(content, 'fields'));
}

type JsonObject = { readonly [key: string]: JsonValue };

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const member = (value: JsonValue | undefined, key: string): JsonValue | undefined =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;

function objectAt(value: JsonObject, key: string): JsonObject {
  const found = member(value, key);
  return isObject(found) ? found : {};
}
