/** Constraints of two types that have one form, keyword by keyword and in both directions. */
import type { Constraints, JsonValue } from '../../../model/type-model.js';
import { compareExact, isMultipleOf } from '../../../values/exact-number.js';

type Direction = 'tightened' | 'loosened' | 'changed';

export interface ConstraintChange {
  readonly direction: Direction;
  readonly before: string;
  readonly after: string;
}

const lowerBounds = new Set(['minLength', 'minimum', 'exclusiveMinimum', 'minItems', 'minProperties']);
const upperBounds = new Set(['maxLength', 'maximum', 'exclusiveMaximum', 'maxItems', 'maxProperties']);

/** In the order of the keywords' names. */
export function compareConstraints(before: Constraints, after: Constraints): readonly ConstraintChange[] {
  const keywords = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keywords.flatMap((keyword) => {
    const old = before[keyword];
    const now = after[keyword];
    const direction = directionOf(keyword, old, now);
    return direction === undefined ? [] : [{ direction, before: said(keyword, old), after: said(keyword, now) }];
  });
}

function said(keyword: string, value: JsonValue | undefined): string {
  return value === undefined
    ? `no ${keyword}`
    : `${keyword} ${typeof value === 'string' ? value : JSON.stringify(value)}`;
}

function directionOf(keyword: string, old: JsonValue | undefined, now: JsonValue | undefined): Direction | undefined {
  if (JSON.stringify(old) === JSON.stringify(now)) return undefined;
  if (keyword === 'uniqueItems') return booleanDirection(old === true, now === true);
  if (old === undefined) return 'tightened';
  if (now === undefined) return 'loosened';
  if (lowerBounds.has(keyword)) return byOrder(compareExact(now, old));
  if (upperBounds.has(keyword)) return byOrder(compareExact(old, now));
  return keyword === 'multipleOf' ? byMultiple(old, now) : 'changed';
}

function booleanDirection(old: boolean, now: boolean): Direction | undefined {
  if (old === now) return undefined;
  return now ? 'tightened' : 'loosened';
}

function byOrder(order: number | undefined): Direction | undefined {
  if (order === undefined) return 'changed';
  // 1 and 1.0 are written differently and mean the same.
  if (order === 0) return undefined;
  return order > 0 ? 'tightened' : 'loosened';
}

function byMultiple(old: JsonValue, now: JsonValue): Direction | undefined {
  const isTighter = isMultipleOf(now, old) === true;
  const isLooser = isMultipleOf(old, now) === true;
  if (isTighter && isLooser) return undefined;
  if (isTighter) return 'tightened';
  return isLooser ? 'loosened' : 'changed';
}
