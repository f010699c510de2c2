/** Assertion keywords against values that have the right form already. */
import type { Constraints, JsonValue } from '../model/type-model.js';
import { compareExact, isMultipleOf } from './exact-number.js';

type Assertion = (value: JsonValue, limit: JsonValue) => boolean;

const isArray = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

const codePoints = (value: JsonValue): number => (typeof value === 'string' ? [...value].length : 0);
const items = (value: JsonValue): readonly JsonValue[] => (isArray(value) ? value : []);
const keys = (value: JsonValue): number =>
  typeof value === 'object' && value !== null ? Object.keys(value).length : 0;

const compared = (value: JsonValue, limit: JsonValue): number => compareExact(value, limit) ?? 0;

const matches = (value: JsonValue, pattern: JsonValue): boolean =>
  typeof value !== 'string' || typeof pattern !== 'string' || new RegExp(pattern, 'u').test(value);

interface Keyword {
  readonly holds: Assertion;
  /** What is wrong where it does not hold; `#` stands for the keyword's value. */
  readonly problem: string;
}

const keywords: ReadonlyMap<string, Keyword> = new Map<string, Keyword>([
  [
    'minLength',
    { holds: (value, limit) => codePoints(value) >= Number(limit), problem: 'is shorter than # characters' },
  ],
  [
    'maxLength',
    { holds: (value, limit) => codePoints(value) <= Number(limit), problem: 'is longer than # characters' },
  ],
  ['pattern', { holds: matches, problem: 'does not match #' }],
  ['minimum', { holds: (value, limit) => compared(value, limit) >= 0, problem: 'is below #' }],
  ['maximum', { holds: (value, limit) => compared(value, limit) <= 0, problem: 'is above #' }],
  ['exclusiveMinimum', { holds: (value, limit) => compared(value, limit) > 0, problem: 'is not above #' }],
  ['exclusiveMaximum', { holds: (value, limit) => compared(value, limit) < 0, problem: 'is not below #' }],
  ['multipleOf', { holds: (value, limit) => isMultipleOf(value, limit) !== false, problem: 'is no multiple of #' }],
  ['minItems', { holds: (value, limit) => items(value).length >= Number(limit), problem: 'has fewer than # items' }],
  ['maxItems', { holds: (value, limit) => items(value).length <= Number(limit), problem: 'has more than # items' }],
  ['uniqueItems', { holds: (value, limit) => limit !== true || areUnique(items(value)), problem: 'has an item twice' }],
  ['minProperties', { holds: (value, limit) => keys(value) >= Number(limit), problem: 'has fewer than # keys' }],
  ['maxProperties', { holds: (value, limit) => keys(value) <= Number(limit), problem: 'has more than # keys' }],
]);

/** What each violated keyword says about the value: `is below 1`. */
export function constraintMisfits(value: JsonValue, constraints: Constraints): readonly string[] {
  return Object.entries(constraints).flatMap(([name, limit]) => {
    const keyword = keywords.get(name);
    if (keyword === undefined || keyword.holds(value, limit)) return [];
    return [keyword.problem.replace('#', () => (typeof limit === 'string' ? limit : JSON.stringify(limit)))];
  });
}

function areUnique(values: readonly JsonValue[]): boolean {
  return new Set(values.map(canonical)).size === values.length;
}

/** Equal for equal JSON values, whatever the order of their keys. */
function canonical(value: JsonValue): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );
}
