import { literal } from './literal.js';
import { propertyKey } from './property-key.js';

/** JSON as a value. Arrays and objects are read, never called. */
export type JsonLike = string | number | boolean | null | readonly JsonLike[] | { readonly [key: string]: JsonLike };

/** Shortest text that reads back as `value`, in prettier's spelling: `1e21`, `-0`. */
function numberLiteral(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${String(value)} is no JSON number.`);
  if (Object.is(value, -0)) return '-0';
  return String(value).replace('e+', 'e');
}

function objectLiteral(value: { readonly [key: string]: JsonLike }): string {
  const members = Object.entries(value).map(([key, member]) => `${propertyKey(key)}: ${jsonLiteral(member)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

const isArray = (value: JsonLike): value is readonly JsonLike[] => Array.isArray(value);

/**
 * A TypeScript expression on one line whose value equals `value`, with every own key, also `__proto__`, and the sign of
 * zero kept. At the start of a statement or an arrow's body the caller adds parentheses.
 * @throws RangeError for numbers that JSON does not have.
 */
export function jsonLiteral(value: JsonLike): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return literal(value);
  if (typeof value === 'number') return numberLiteral(value);
  if (typeof value === 'boolean') return String(value);
  return isArray(value) ? `[${value.map(jsonLiteral).join(', ')}]` : objectLiteral(value);
}
