/** A shape as written (plain fields, or a descriptor with `like`, `without`, `open`) → all its fields. */
import { didYouMean } from '../../diagnostics/did-you-mean.js';
import { atKey, child, type Place } from '../../diagnostics/place.js';
import type { FieldModel, ShapeModel } from '../../model/type-model.js';
import type { RawFieldType, RawShape, RawShapeDescriptor } from '../../validate/raw-schema.js';
import { report } from '../bind-messages.js';
import type { FileScope } from '../file-scope.js';
import { bindFields, bindOpen } from './bind-field-type.js';
import { refuseExtra } from './field-attributes.js';

export interface ShapeSource {
  readonly raw: RawShape;
  readonly place: Place;
  /** As messages name it: `Event OrderPlaced`. */
  readonly owner: string;
  /** `undefined` for what has no versions; then nothing can be `like` anything. */
  readonly schemaVersion: number | undefined;
  /** The shape of an earlier version. */
  readonly earlier: (schemaVersion: number) => EarlierShape;
}

/** `no-object`: that version is something else. `reported`: it is missing, which is reported as such. */
export type EarlierShape = ShapeModel | 'no-object' | 'reported' | undefined;

export function bindShape(source: ShapeSource, scope: FileScope): ShapeModel {
  const { raw, place } = source;
  if (isShapeDescriptor(raw)) return bindDescriptor(raw, source, scope);
  return { fields: bindFields(raw, place, scope), open: undefined, description: undefined, deprecated: undefined };
}

const isMap = (value: unknown): value is Readonly<Record<string, RawFieldType>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A descriptor has `fields` holding a map, `like` a number, `without` a list or `open` a boolean; no field is like that. */
export function isShapeDescriptor(raw: RawShape): raw is RawShapeDescriptor {
  const { fields, like, without, open }: { readonly [key in keyof RawShapeDescriptor]?: unknown } = raw;
  return isMap(fields) || typeof like === 'number' || Array.isArray(without) || typeof open === 'boolean';
}

function bindDescriptor(raw: RawShapeDescriptor, source: ShapeSource, scope: FileScope): ShapeModel {
  const { place } = source;
  const base = bindLike(raw, source, scope);
  const kept = bindWithout(raw, base, source, scope);
  const own = raw.fields === undefined ? [] : bindFields(raw.fields, child(place, 'fields'), scope);
  const open = raw.open === undefined ? base?.open : bindOpen(raw.open, child(place, 'open'), scope);
  // What the version before had is reported there, unless it was closed.
  refuseExtra({ fields: raw.open === undefined ? own : [...kept, ...own], open }, scope);
  return { fields: overlay(kept, own), open, description: raw.description, deprecated: raw.deprecated };
}

function bindLike({ like }: RawShapeDescriptor, source: ShapeSource, scope: FileScope): ShapeModel | undefined {
  if (like === undefined) return undefined;
  const { owner, schemaVersion, earlier, place } = source;
  const at = child(place, 'like');
  const isEarlier = schemaVersion !== undefined && Number.isInteger(like) && like >= 1 && like < schemaVersion;
  const base = isEarlier ? earlier(like) : undefined;
  const parameters = { owner, schemaVersion: String(schemaVersion ?? 1), like: String(like) };
  if (base === undefined) scope.problems.push(report('like-unknown', parameters, at));
  if (base === 'no-object') scope.problems.push(report('like-no-object', parameters, at));
  return typeof base === 'string' ? undefined : base;
}

function bindWithout(
  { like, without = [] }: RawShapeDescriptor,
  base: ShapeModel | undefined,
  { owner, place }: ShapeSource,
  scope: FileScope,
): readonly FieldModel[] {
  const at = child(place, 'without');
  if (like === undefined && without.length > 0) scope.problems.push(report('without-like', {}, atKey(at)));
  if (base === undefined) return [];
  const names = base.fields.map((field) => field.name);
  const gone = new Set(without.map(plainName));
  for (const [index, field] of without.entries()) {
    if (names.includes(plainName(field))) continue;
    const help = didYouMean(field, names);
    scope.problems.push(report('without-unknown', { owner, like: String(like), field }, child(at, index), { help }));
  }
  return base.fields.filter((field) => !gone.has(field.name));
}

/** A field's name without the question mark behind it. */
export const plainName = (written: string): string => (written.endsWith('?') ? written.slice(0, -1) : written);

/** A field declared anew stays where it was; new ones follow. */
function overlay(kept: readonly FieldModel[], own: readonly FieldModel[]): readonly FieldModel[] {
  const anew = new Map(own.map((field) => [field.name, field]));
  const names = new Set(kept.map((field) => field.name));
  return [...kept.map((field) => anew.get(field.name) ?? field), ...own.filter((field) => !names.has(field.name))];
}
