/**
 * The canonical text of a shape: equal for shapes that every stored value fits alike. Constraints, descriptions, defaults,
 * examples and the order of fields are no part of it. It is JSON, stands in the lock, and is what hashes are made of: a
 * change here changes the hash of everything that was ever released. Frozen by golden vectors.
 */
import type { RefType, ScalarType, ShapeModel, TypeModel } from '../model/type-model.js';
import { byCodeUnit } from '../naming/by-code-unit.js';

/** One line of JSON without blanks. */
export function shapeText(type: TypeModel): string {
  switch (type.kind) {
    case 'scalar':
      return JSON.stringify(scalarText(type));
    case 'null':
      return '"null"';
    case 'ref':
      return JSON.stringify(refText(type));
    case 'enum':
      return members([
        ['enum', array(sorted(type.members.map((each) => JSON.stringify(each))))],
        flag('open', type.open),
      ]);
    case 'list':
      return members([['list', shapeText(type.of)]]);
    case 'map':
      return members([['map', shapeText(type.of)]]);
    case 'object':
      return objectText(type.shape);
    case 'union':
      return members([['union', array(sorted(type.members.map(shapeText)))]]);
    case 'tagged':
      return members([
        ['tagged', JSON.stringify(type.discriminator)],
        ['variants', members(byKey(type.variants.map(({ tag, type: variant }) => [tag, shapeText(variant)])))],
      ]);
  }
}

/** `ordering.Line@2`; no scalar has such a name. */
export function refText({ context, name, schemaVersion }: RefType): string {
  return `${context}.${name}@${String(schemaVersion)}`;
}

/** `instant`, or `instant:epoch-ms` for another form on the wire than the usual one. */
function scalarText({ scalar, wire }: ScalarType): string {
  return wire === undefined ? scalar : `${scalar}:${wire}`;
}

/** A `?` behind a name says that the field may be absent; no required field has a name that ends so. */
function objectText({ fields, open }: ShapeModel): string {
  const entries = byKey(fields.map(({ name, optional, type }) => [optional ? `${name}?` : name, shapeText(type)]));
  return members([['fields', members(entries)], open === undefined ? undefined : ['open', shapeText(open)]]);
}

type Entry = readonly [key: string, text: string];

const flag = (name: string, value: boolean): Entry | undefined => (value ? [name, 'true'] : undefined);
const array = (texts: readonly string[]): string => `[${texts.join(',')}]`;
const sorted = (texts: readonly string[]): readonly string[] => [...texts].sort(byCodeUnit);
// By index: taking pairs apart makes iterators, and every version of a lock is sorted twice in a run.
const byKey = (entries: readonly Entry[]): readonly Entry[] =>
  [...entries].sort((left, right) => byCodeUnit(left[0], right[0]));

/** Written as text, as an object would put keys that look like numbers first, and lose `__proto__`. */
function members(entries: readonly (Entry | undefined)[]): string {
  let text = '';
  for (const entry of entries) {
    if (entry === undefined) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(entry[0])}:${entry[1]}`;
  }
  return `{${text}}`;
}
