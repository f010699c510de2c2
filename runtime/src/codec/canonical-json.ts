import { ExactNumber } from '../shape/exact-number.js';

/** JSON text with keys in code-unit order at every level, for comparing and hashing; exact numbers as they are written. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (value instanceof ExactNumber) return value.text;
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value) text += `,${canonicalJson(item)}`;
    return `[${text.slice(1)}]`;
  }
  // Without a comparison, sort() compares code units.
  for (const key of Object.keys(value).sort())
    text += `,${JSON.stringify(key)}:${canonicalJson(Reflect.get(value, key))}`;
  return `{${text.slice(1)}}`;
}
