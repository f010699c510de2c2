/** Assertion keywords against values that have the right form already. */
import type { Constraints, JsonValue } from '../../model/type-model.js';
import { compareExact, isMultipleOf } from './exact-number.js';

type Assertion = (value: JsonValue, limit: JsonValue) => string | undefined;

const codePoints = (value: JsonValue): number => (typeof value === 'string' ? [...value].length : 0);
const items = (value: JsonValue): readonly JsonValue[] => (Array.isArray(value) ? value : []);
const keys = (value: JsonValue): number =>
  typeof value === 'object' && value !== null ? Object.keys(value).length : 0;

/** `value` stands at or beyond `limit` in the direction that is wrong. */
function compared(value: JsonValue, limit: JsonValue): number {
  return compareExact(String(value), String(limit)) ?? 0;
}

const assertions: Readonly<Record<string, Assertion>> = {
  minLength: (value, limit) =>
    codePoints(value) < Number(limit) ? `is shorter than ${String(limit)} characters` : undefined,
  maxLength: (value, limit) =>
    codePoints(value) > Number(limit) ? `is longer than ${String(limit)} characters` : undefined,
  pattern: (value, limit) =>
    new RegExp(String(limit), 'u').test(String(value)) ? undefined : `does not match ${String(limit)}`,
  minimum: (value, limit) => (compared(value, limit) < 0 ? `is below ${String(limit)}` : undefined),
  maximum: (value, limit) => (compared(value, limit) > 0 ? `is above ${String(limit)}` : undefined),
  exclusiveMinimum: (value, limit) => (compared(value, limit) <= 0 ? `is not above ${String(limit)}` : undefined),
  exclusiveMaximum: (value, limit) => (compared(value, limit) >= 0 ? `is not below ${String(limit)}` : undefined),
  multipleOf: (value, limit) =>
    isMultipleOf(String(value), String(limit)) === false ? `is no multiple of ${String(limit)}` : undefined,
  minItems: (value, limit) =>
    items(value).length < Number(limit) ? `has fewer than ${String(limit)} items` : undefined,
  maxItems: (value, limit) =>
    items(value).length > Number(limit) ? `has more than ${String(limit)} items` : undefined,
  uniqueItems: (value, limit) => (limit === true && hasDuplicate(items(value)) ? 'has an item twice' : undefined),
  minProperties: (value, limit) => (keys(value) < Number(limit) ? `has fewer than ${String(limit)} keys` : undefined),
  maxProperties: (value, limit) => (keys(value) > Number(limit) ? `has more than ${String(limit)} keys` : undefined),
};

/** What each violated keyword says about the value: `is below 1`. */
export function constraintMisfits(value: JsonValue, constraints: Constraints): readonly string[] {
  return Object.entries(constraints).flatMap(([keyword, limit]) => assertions[keyword]?.(value, limit) ?? []);
}

function hasDuplicate(values: readonly JsonValue[]): boolean {
  return new Set(values.map(canonical)).size < values.length;
}

/** Equal for equal JSON values, whatever the order of their keys. */
function canonical(value: JsonValue): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );
}
