import { literal } from './literal.js';

/** Letters beyond the Basic Multilingual Plane stay quoted, as prettier leaves them. */
const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
const plainIdentifier = /^[A-Za-z$_][\w$]*$/;
const beyondBasicPlane = /[\ud800-\udfff]/;

/** In object literals and classes a plain or quoted `__proto__` would set the prototype; a computed one is a key. */
const prototypeKey = '__proto__';

/** Whether the name can stand without quotes, and shows everything that it has. */
function isPlain(name: string): boolean {
  if (plainIdentifier.test(name)) return true;
  return identifier.test(name) && !beyondBasicPlane.test(name) && literal(name).length === name.length + 2;
}

/**
 * The name of a property in an object literal or an interface: as it is where that is an identifier, otherwise quoted;
 * `__proto__` is computed.
 */
export function propertyKey(name: string): string {
  if (name === prototypeKey) return `['${prototypeKey}']`;
  return isPlain(name) ? name : literal(name);
}

/** Reads property `name` of the expression `object`, which must be a primary or member expression. */
export function propertyAccess(object: string, name: string): string {
  return isPlain(name) && name !== prototypeKey ? `${object}.${name}` : `${object}[${literal(name)}]`;
}
