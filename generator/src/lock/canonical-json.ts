import type { JsonValue } from '../model/type-model.js';
import { byCodeUnit } from '../naming/by-code-unit.js';

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

/** JSON without blanks, the keys of objects sorted: equal texts for equal values. */
export function canonicalJson(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const entries = Object.entries(value).sort(([left], [right]) => byCodeUnit(left, right));
  return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
}
