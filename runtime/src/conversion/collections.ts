import { setOwn } from '../shape/plain-object.js';

/** An object that is being made, whose fields can still be set. */
export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

interface MapOf<T> {
  readonly [key: string]: T;
}

/** A new map with every value changed. */
export function mapValues<T, U>(map: MapOf<T>, change: (value: T) => U): MapOf<U> {
  const copy: Record<string, U> = {};
  for (const [key, value] of Object.entries(map)) setOwn(copy, key, change(value));
  return copy;
}

/** A new map without these keys. */
export function withoutKeys<T>(map: MapOf<T>, keys: readonly string[]): MapOf<T> {
  const copy: Record<string, T> = {};
  for (const [key, value] of Object.entries(map)) if (!keys.includes(key)) setOwn(copy, key, value);
  return copy;
}

/** Whether a value is a list; of a union the lists in it, which `Array.isArray` does not tell where they are read-only. */
export function isList<T>(value: T): value is Extract<T, readonly unknown[]> {
  return Array.isArray(value);
}
