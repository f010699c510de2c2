import type { JsonValue } from '../message/message.js';
import { isPlainObject, setOwn } from './plain-object.js';
import { deepest, kindOf, type Problems } from './problem.js';
import { settled } from './scalar.js';
import { exactly, isWritten, reading, type Shape, shapeOf } from './shape.js';
import { isCleanText } from './text-formats.js';

/** Any JSON value: no `undefined`, no NaN, no dates or other instances; at most 256 levels deep. */
export const json: Shape<JsonValue> = /* @__PURE__ */ shapeOf({
  accepts: (value, mode) => (mode & reading) !== 0 || isJson(value, isWritten(mode), 0),
  explain: (value, _mode, problems) => explainJson(value, problems, 0),
  fill: copyJson,
  decode: (wire, mode) => ((mode & exactly) === 0 ? wire : settleJson(wire)),
});

function isJson(value: unknown, clean: boolean, depth: number): boolean {
  if (typeof value === 'string') return !clean || isCleanText(value);
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return typeof value === 'boolean' || value === null;
  if (depth >= deepest) return false;
  return Array.isArray(value) ? isJsonArray(value, clean, depth + 1) : isJsonObject(value, clean, depth + 1);
}

function isJsonArray(items: readonly unknown[], clean: boolean, depth: number): boolean {
  // By index: a hole must not be skipped.
  for (let at = 0; at < items.length; at += 1) if (!isJson(items[at], clean, depth)) return false;
  return true;
}

function isJsonObject(value: object, clean: boolean, depth: number): boolean {
  const fits = (key: string, member: unknown): boolean => (!clean || isCleanText(key)) && isJson(member, clean, depth);
  return isPlainObject(value) && Object.keys(value).every((key) => fits(key, value[key]));
}

function explainJson(value: unknown, problems: Problems, depth: number): void {
  if (typeof value === 'object' && value !== null && depth >= deepest) {
    problems.tooDeep();
  } else if (Array.isArray(value)) {
    for (let at = 0; at < value.length && !problems.full; at += 1) {
      problems.within(at, () => explainJson(value[at], problems, depth + 1));
    }
  } else if (isPlainObject(value)) {
    for (const key of Object.keys(value)) {
      explainKey(key, problems);
      problems.within(key, () => explainJson(value[key], problems, depth + 1));
    }
  } else if (!isJson(value, true, depth)) explainScalar(value, problems);
}

function explainScalar(value: unknown, problems: Problems): void {
  if (typeof value === 'string') problems.add('unrepresentable', 'contains a NUL character or a lone surrogate');
  else if (value === undefined) problems.add('unrepresentable', 'is undefined; leave the key out');
  else problems.add('unrepresentable', `is no JSON: ${kindOf(value)}`);
}

/** A key that could not be stored; the pointer still shows it. */
export function explainKey(key: string, problems: Problems): void {
  if (isCleanText(key)) return;
  problems.within(key, () => problems.add('unrepresentable', 'has a NUL character or a lone surrogate in its key'));
}

/** A deep copy in which −0 is 0. */
function copyJson(value: unknown): unknown {
  if (value === 0) return 0;
  if (typeof value !== 'object' || value === null) return value;
  return mapJson(value, copyJson);
}

/** JSON with every exactly read number as a JavaScript number. */
export function settleJson(value: unknown): unknown {
  const plain = settled(value);
  return typeof plain === 'object' && plain !== null ? mapJson(plain, settleJson) : plain;
}

function mapJson(value: object, each: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(each);
  const copy: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) setOwn(copy, key, each(member));
  return copy;
}
