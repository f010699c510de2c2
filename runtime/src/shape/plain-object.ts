/** An object as JSON has it: made by a literal, by `JSON.parse` or without a prototype, in whatever realm. */
export type PlainObject = Readonly<Record<string, unknown>>;

export function isPlainObject(value: unknown): value is PlainObject {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return true;
  // Another realm's; an array's prototype never is the last of its chain.
  return Object.getPrototypeOf(prototype) === null && !Array.isArray(value);
}

/** The object's own value, never an inherited one such as `constructor`. */
export function ownValue(object: PlainObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/**
 * Sets an own property, whatever its name: assigning to `__proto__` would change the prototype instead, and assigning to
 * `toString` fails where prototypes are frozen.
 */
export function setOwn(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key in Object.prototype) {
    Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
  } else object[key] = value;
}

/** False when somebody has given all objects a key, so that enumerating one finds more than its own. */
export function isPrototypeClean(): boolean {
  for (const _key in Object.prototype) return false;
  return true;
}
