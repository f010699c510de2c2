import { passes } from './containers.js';
import { explainRecord } from './explain-record.js';
import { type MemberPattern, objectOf } from './json-pattern.js';
import { settleJson } from './json-shape.js';
import { isPlainObject, isPrototypeClean, ownValue, type PlainObject, setOwn } from './plain-object.js';
import { isCleanText } from './text-formats.js';
import {
  dropping,
  exactly,
  lenient,
  isMade,
  isStored,
  isWritten,
  offered,
  type Mode,
  type Operations,
  reading,
  type RecordParts,
  same,
  type Shape,
  shapeOf,
} from './shape.js';

/** A field as the loops below want it. */
export interface RecordField {
  readonly name: string;
  /** All objects inherit a property of this name, so that it takes care to set an own one. */
  readonly inherited: boolean;
  readonly shape: Operations;
  readonly accepts: Operations['accepts'];
  readonly reads: Operations['reads'];
  /** Its value must be copied, or brought into canonical form. */
  readonly copied: boolean;
  readonly mayMiss: boolean;
  /** As `mayMiss`, when a message is made. */
  readonly mayMissOnWrite: boolean;
}

export interface RecordLayout {
  readonly fields: readonly RecordField[];
  readonly names: ReadonlySet<string>;
  readonly extra: Operations | undefined;
  readonly plain: boolean;
}

/* @__NO_SIDE_EFFECTS__ */
export function operationsOfRecord<T, Input = T>(parts: RecordParts): Shape<T, Input> {
  const layout = layoutOf(parts);
  return shapeOf({
    plain: layout.plain,
    accepts: (value, mode, depth) => acceptsRecord(layout, value, mode, depth),
    explain: (value, mode, problems) => explainRecord(layout, value, mode, problems),
    fill: (value) => (isPlainObject(value) ? fillRecord(layout, value) : value),
    decode: (wire, mode) => (passes(layout, mode) || !isPlainObject(wire) ? wire : decodeRecord(layout, wire, mode)),
    encode: (value) => (layout.plain || !isPlainObject(value) ? value : encodeRecord(layout, value)),
    exact: () => layout.fields.some(({ shape }) => shape.exact()) || (layout.extra?.exact() ?? false),
    pattern: () => patternOfRecord(layout),
    parts: () => parts,
  });
}

function layoutOf({ fields, extra }: RecordParts): RecordLayout {
  const entries = Object.entries(fields);
  return {
    fields: entries.map(([name, shape]) => ({
      name,
      inherited: name in Object.prototype,
      shape,
      accepts: shape.accepts,
      reads: shape.reads,
      copied: shape.fill !== same,
      mayMiss: shape.presence === 'optional',
      mayMissOnWrite: shape.presence !== 'required',
    })),
    names: new Set(Object.keys(fields)),
    extra,
    plain: extra === undefined && entries.every(([, shape]) => shape.plain),
  };
}

function patternOfRecord({ fields, extra }: RecordLayout): string | undefined {
  const members: MemberPattern[] = [];
  for (const { name, shape, mayMiss } of fields) {
    const pattern = shape.pattern();
    if (pattern === undefined) return undefined;
    members.push({ name, pattern, mayMiss });
  }
  return extra === undefined ? objectOf(members) : undefined;
}

function acceptsRecord(layout: RecordLayout, value: unknown, mode: Mode, depth: number): boolean {
  if (!isObject(value, mode)) return false;
  if (layout.extra !== undefined)
    return acceptsMembers(layout, value, mode, depth) && acceptsExtra(layout, value, mode, depth);
  const verdict = isPrototypeClean() ? acceptsInOrder(layout.fields, value, mode, depth) : undefined;
  return verdict ?? acceptsMembers(layout, value, mode, depth);
}

/** What the platform parsed need not be asked for its prototype, which takes longer than all other questions. */
function isObject(value: unknown, mode: Mode): value is PlainObject {
  if ((mode & (reading | offered | exactly)) !== reading) return isPlainObject(value);
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The usual case, and by far the fastest: keys stand in the order of the fields, and enumerating them finds no others.
 * @returns undefined when they do not
 */
function acceptsInOrder(
  fields: readonly RecordField[],
  value: PlainObject,
  mode: Mode,
  depth: number,
): boolean | undefined {
  const made = isMade(mode);
  const stored = isStored(mode);
  let at = 0;
  for (const key in value) {
    let field = fields[at];
    while (field !== undefined && field.name !== key) {
      if (!(made ? field.mayMissOnWrite : field.mayMiss)) return undefined;
      at += 1;
      field = fields[at];
    }
    if (field === undefined) return undefined;
    if (!(stored ? field.reads(value[key], mode, depth) : field.accepts(value[key], mode, depth))) return false;
    at += 1;
  }
  return mayEndBefore(fields, at, made);
}

function mayEndBefore(fields: readonly RecordField[], from: number, made: boolean): boolean {
  for (let at = from; at < fields.length; at += 1) {
    if (fields[at]?.[made ? 'mayMissOnWrite' : 'mayMiss'] !== true) return false;
  }
  return true;
}

/** The members that are there, in any order; and, where the object is closed, that there are no others. */
function acceptsMembers(layout: RecordLayout, value: PlainObject, mode: Mode, depth: number): boolean {
  const made = isMade(mode);
  let known = 0;
  for (const field of layout.fields) {
    const member = ownValue(value, field.name);
    if (member === undefined) {
      if (!(made ? field.mayMissOnWrite : field.mayMiss)) return false;
    } else {
      if (!field.accepts(member, mode, depth)) return false;
      known += 1;
    }
  }
  return layout.extra !== undefined || (mode & lenient) !== 0 || hasKeys(value, known);
}

/** Counting is enough: all known fields are there, and `undefined` members count as keys but not as known. */
function hasKeys(value: PlainObject, expected: number): boolean {
  return Object.keys(value).length === expected;
}

function acceptsExtra({ names, extra }: RecordLayout, value: PlainObject, mode: Mode, depth: number): boolean {
  const fits = (member: unknown): boolean => extra === undefined || extra.accepts(member, mode, depth);
  if ((mode & reading) !== 0) return Object.keys(value).every((key) => names.has(key) || fits(value[key]));
  const further = ownValue(value, 'extra');
  const fields = Object.keys(value).filter((key) => key !== 'extra');
  if (!fields.every((key) => names.has(key) && value[key] !== undefined)) return false;
  if (further === undefined) return !Object.hasOwn(value, 'extra');
  return (
    isPlainObject(further) &&
    Object.keys(further).every((key) => !names.has(key) && (!isWritten(mode) || isCleanText(key)) && fits(further[key]))
  );
}

function fillRecord({ fields, extra }: RecordLayout, value: PlainObject): unknown {
  const filled: Record<string, unknown> = {};
  for (const field of fields) {
    const { shape, name } = field;
    // A required field was accepted, and is the object's own.
    const member = field.mayMissOnWrite ? ownValue(value, name) : value[name];
    if (member !== undefined) {
      const own = field.copied ? shape.fill(member) : member;
      // As `setOwn`, without a call: this is where messages are made.
      if (field.inherited) setOwn(filled, name, own);
      else filled[name] = own;
    } else if (typeof shape.presence === 'object') setOwn(filled, name, shape.fill(shape.presence.value));
  }
  if (extra === undefined) return filled;
  const further = ownValue(value, 'extra');
  setOwn(filled, 'extra', isPlainObject(further) ? eachMember(further, extra.fill) : {});
  return filled;
}

function eachMember(object: PlainObject, change: (value: unknown) => unknown): Record<string, unknown> {
  const changed: Record<string, unknown> = {};
  for (const key of Object.keys(object)) setOwn(changed, key, change(object[key]));
  return changed;
}

function decodeRecord(layout: RecordLayout, wire: PlainObject, mode: Mode): unknown {
  const { fields, names, extra } = layout;
  const data: Record<string, unknown> = {};
  for (const field of fields) {
    const member = ownValue(wire, field.name);
    if (member !== undefined) setOwn(data, field.name, field.shape.decode(member, mode));
  }
  if (extra === undefined && (mode & dropping) !== 0) return data;
  const further: Record<string, unknown> = extra === undefined ? data : {};
  for (const key of Object.keys(wire)) {
    if (!names.has(key)) setOwn(further, key, decodeUnknown(extra, wire[key], mode));
  }
  if (extra !== undefined) setOwn(data, 'extra', further);
  return data;
}

function decodeUnknown(extra: Operations | undefined, wire: unknown, mode: Mode): unknown {
  if (extra !== undefined) return extra.decode(wire, mode);
  return (mode & exactly) === 0 ? wire : settleJson(wire);
}

function encodeRecord({ fields, extra }: RecordLayout, value: PlainObject): unknown {
  const wire: Record<string, unknown> = {};
  for (const field of fields) {
    const member = ownValue(value, field.name);
    if (member !== undefined) setOwn(wire, field.name, field.shape.encode(member));
  }
  const further = extra === undefined ? undefined : ownValue(value, 'extra');
  if (extra === undefined || !isPlainObject(further)) return wire;
  for (const key of Object.keys(further)) setOwn(wire, key, extra.encode(further[key]));
  return wire;
}
