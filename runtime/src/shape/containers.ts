import { isCleanText } from './text-formats.js';
import { arrayOf, mapOf, oneOf } from './json-pattern.js';
import { explainKey } from './json-shape.js';
import { isPlainObject, type PlainObject, setOwn } from './plain-object.js';
import { deepest, type Problems } from './problem.js';
import { dropping, exactly, isWritten, type Mode, none, type Operations, type Shape, shapeOf } from './shape.js';

/** True when decoding with this shape would give the wire value back. */
export function passes({ plain }: Pick<Operations, 'plain'>, mode: Mode): boolean {
  return plain && (mode & (dropping | exactly)) === 0;
}

/** An array; its items in order, no holes. */
/* @__NO_SIDE_EFFECTS__ */
export function list<T, Input = T>(item: Shape<T, Input>): Shape<readonly T[], readonly Input[]> {
  const operations: Operations = item;
  return shapeOf({
    plain: item.plain,
    accepts(value, mode, depth) {
      if (!Array.isArray(value)) return false;
      for (let at = 0; at < value.length; at += 1) if (!operations.accepts(value[at], mode, depth)) return false;
      return true;
    },
    explain: (value, mode, problems) => explainList(operations, value, mode, problems),
    fill: (value) => (Array.isArray(value) ? value.map((entry) => operations.fill(entry)) : value),
    decode: (wire, mode) =>
      passes(operations, mode) || !Array.isArray(wire) ? wire : wire.map((entry) => operations.decode(entry, mode)),
    encode: (value) => (item.plain || !Array.isArray(value) ? value : value.map((entry) => operations.encode(entry))),
    exact: item.exact,
    pattern: () => within(arrayOf, operations),
    structure: { kind: 'list', of: operations },
  });
}

/** The pattern of a container, where what it contains has one. */
function within(pattern: (item: string) => string, item: Operations): string | undefined {
  const inner = item.pattern();
  return inner === undefined ? undefined : pattern(inner);
}

function explainList(item: Operations, value: unknown, mode: Mode, problems: Problems): void {
  if (!Array.isArray(value)) return problems.expected('an array', value);
  for (let at = 0; at < value.length && !problems.full; at += 1) {
    explainAt(item, { at, value: value[at] }, mode, problems);
  }
}

/** What is wrong with one member, below `segment`. */
export function explainAt(shape: Operations, member: Member, mode: Mode, problems: Problems): void {
  problems.within(member.at, () => {
    if (member.value === undefined) problems.add('unrepresentable', 'is undefined; leave it out or give a value');
    else shape.explain(member.value, mode, problems);
  });
}

interface Member {
  readonly at: string | number;
  readonly value: unknown;
}

/** An object of any keys, all values alike. */
/* @__NO_SIDE_EFFECTS__ */
export function map<T, Input = T>(
  item: Shape<T, Input>,
): Shape<Readonly<Record<string, T>>, Readonly<Record<string, Input>>> {
  const operations: Operations = item;
  return shapeOf({
    plain: item.plain,
    accepts: (value, mode, depth) => isPlainObject(value) && acceptsEntries(operations, value, mode, depth),
    explain(value, mode, problems) {
      if (isPlainObject(value)) explainEntries(operations, value, mode, problems);
      else problems.expected('an object', value);
    },
    fill: (value) => mapValues(value, operations.fill),
    decode: (wire, mode) =>
      passes(operations, mode) ? wire : mapValues(wire, (entry) => operations.decode(entry, mode)),
    encode: (value) => (item.plain ? value : mapValues(value, operations.encode)),
    exact: item.exact,
    pattern: () => within(mapOf, operations),
    structure: { kind: 'map', of: operations },
  });
}

function explainEntries(item: Operations, value: PlainObject, mode: Mode, problems: Problems): void {
  for (const key of Object.keys(value)) {
    explainKey(key, problems);
    explainAt(item, { at: key, value: value[key] }, mode, problems);
  }
}

function acceptsEntries(item: Operations, value: PlainObject, mode: Mode, depth: number): boolean {
  for (const key of Object.keys(value)) {
    if (isWritten(mode) && !isCleanText(key)) return false;
    if (!item.accepts(value[key], mode, depth)) return false;
  }
  return true;
}

function mapValues(value: unknown, each: (entry: unknown) => unknown): unknown {
  if (!isPlainObject(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) setOwn(copy, key, each(value[key]));
  return copy;
}

/** The shape's value, or null. */
/* @__NO_SIDE_EFFECTS__ */
export function nullable<T, Input = T>(inner: Shape<T, Input>): Shape<T | null, Input | null> {
  const operations: Operations = inner;
  return shapeOf({
    ...operations,
    accepts: (value, mode, depth) => value === null || operations.accepts(value, mode, depth),
    reads: (wire, mode, depth) => wire === null || operations.reads(wire, mode, depth),
    explain(value, mode, problems) {
      if (value !== null) operations.explain(value, mode, problems);
    },
    fill: (value) => (value === null ? null : operations.fill(value)),
    decode: (wire, mode) => (wire === null ? null : operations.decode(wire, mode)),
    encode: (value) => (value === null ? null : operations.encode(value)),
    pattern: () => within((pattern) => oneOf(['null', pattern]), operations),
    capture() {
      const capture = operations.capture();
      return capture && { ...capture, orNull: true };
    },
    parts: none,
    structure: { kind: 'nullable', of: operations },
  });
}

/** For shapes that contain themselves. At most 256 levels. */
/* @__NO_SIDE_EFFECTS__ */
export function lazy<T, Input = T>(shape: () => Shape<T, Input>): Shape<T, Input> {
  let asking = false;
  return shapeOf({
    plain: false,
    accepts: (value, mode, depth) => depth < deepest && shape().accepts(value, mode, depth + 1),
    explain(value, mode, problems) {
      problems.recurse(() => shape().explain(value, mode, problems));
    },
    fill: (value) => shape().fill(value),
    decode: (wire, mode) => shape().decode(wire, mode),
    encode: (value) => shape().encode(value),
    exact() {
      if (asking) return false;
      asking = true;
      const answer = shape().exact();
      asking = false;
      return answer;
    },
    parts: () => shape().parts(),
    structure: { kind: 'lazy', of: shape },
  });
}
