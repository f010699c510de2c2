import type { Registry } from '@varve/runtime/operations';
import { importApp } from '../app/import-app.js';
import { UsageError } from '../usage-error.js';

const howTo = 'Export them: export const registries = [orderingRegistry];';

/** An export, what is in it, and what is in that: `export const app = { contexts: { ordering } }`. */
const levels = 3;

/**
 * The registries that a module of the user's exports: by themselves, in lists and objects, or as that of an opened context.
 * @param path absolute @param compiled as of `importApp` @throws UsageError for a module that cannot be loaded, or exports none
 */
export async function loadRegistries(path: string, compiled?: string): Promise<readonly Registry[]> {
  const found = new Set<Registry>();
  collectRegistries(await importApp(path, compiled), levels, found);
  if (found.size === 0) throw new UsageError(`--app: ${path} exports no registry. ${howTo}`);
  return [...found];
}

function collectRegistries(value: object, depth: number, found: Set<Registry>): void {
  for (const inner of valuesIn(value)) {
    if (isRegistry(inner)) found.add(inner);
    else if (depth > 0 && isContainer(inner)) collectRegistries(inner, depth - 1, found);
  }
}

/** What lies in an object, without running anything: a getter might open a store. Exports of a module are read as they are. */
function valuesIn(value: object): readonly unknown[] {
  if (isModule(value)) return Object.values(value);
  return Object.values(Object.getOwnPropertyDescriptors(value)).map(({ value: inner }): unknown => inner);
}

/** A list, or an object as a literal makes it: what lies in a store or a client is nobody's business. */
function isContainer(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === null || Object.getPrototypeOf(prototype) === null;
}

const isModule = (value: object): boolean =>
  Reflect.get(value, Symbol.toStringTag) === 'Module' || Reflect.get(value, '__esModule') === true;

function isRegistry(value: unknown): value is Registry {
  if (typeof value !== 'object' || value === null) return false;
  const { context, names, aggregates } = value as Readonly<Record<string, unknown>>;
  return typeof context === 'string' && isMap(names) && isMap(aggregates);
}

// Of another realm or copy, a Map is no instance of ours.
const isMap = (value: unknown): boolean => Object.prototype.toString.call(value) === '[object Map]';
