import { pascalCase } from '../../naming/letter-case.js';
import type { CheckSchema } from '../../model/check-model.js';
import { checkKey } from './check-schema.js';

const longestName = 60;

/** Kinds of values whose keywords others have too. */
const prefixes: Partial<Record<CheckSchema['base'], string>> = {
  bigint: 'bigint',
  decimal: 'decimal',
  'open-object': 'open',
};

/**
 * Name of a check, made of what it asserts and of nothing else, so that no other schema can change it:
 * `minLength1MaxLength50`, `decimalMinimum0`. Texts and what would be too long are named by their hash.
 */
export function checkName(schema: CheckSchema): string {
  const prefix = prefixes[schema.base] ?? '';
  const parts = Object.entries(schema.constraints).map(([keyword, value]) => keyword + valueName(value));
  const name = prefix === '' ? parts.join(' ') : `${prefix} ${parts.join(' ')}`;
  const [first = '', ...rest] = name.split(' ');
  const camel = first + rest.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('');
  return camel.length <= longestName ? camel : `check${pascalCase(schema.base)}${hash(checkKey(schema))}`;
}

/** Digits as they are: `-0.5` is `Minus0p5`. */
function valueName(value: unknown): string {
  if (value === true) return '';
  const text = String(value);
  if (!/^-?[0-9.]+(?:e[+-]?[0-9]+)?$/.test(text)) return hash(text);
  return text.replace(/^-/, 'Minus').replace('.', 'p').replace('e-', 'eMinus').replace('e+', 'e');
}

/** FNV-1a over code units, 32 bits: the same on every machine and for ever. Should two ever meet, a scope tells them apart. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return (value >>> 0).toString(36).padStart(7, '0').toUpperCase();
}
