import { existsSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Registry } from '@varve/runtime/operations';
import { UsageError } from '../usage-error.js';

const howTo = 'Export them: export const registries = [orderingRegistry];';

/** An export, what is in it, and what is in that: `export const app = { contexts: { ordering } }`. */
const levels = 3;

/**
 * The registries that a module of the user's exports: by themselves, in lists and objects, or as that of an opened context.
 * TypeScript is compiled on the way, with the module's imports; what the module does besides, happens.
 * @param path absolute @param compiled folder to keep what was compiled in, for those who load the same module next
 * @throws UsageError for a module that cannot be loaded, or exports none
 */
export async function loadRegistries(path: string, compiled?: string): Promise<readonly Registry[]> {
  if (!existsSync(path) || !statSync(path).isFile()) throw new UsageError(`--app: there is no file ${path}.`);
  const found = new Set<Registry>();
  collectRegistries(await importModule(path, compiled), levels, found);
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

async function importModule(path: string, compiled: string | undefined): Promise<object> {
  try {
    if (!/\.[cm]?ts$/.test(path)) return (await import(pathToFileURL(path).href)) as object;
    const { createJiti } = await import('jiti');
    return await createJiti(pathToFileURL(path).href, { fsCache: compiled ?? false }).import<object>(path);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--app: ${path} cannot be loaded: ${problem}`, { cause: error });
  }
}

function isRegistry(value: unknown): value is Registry {
  if (typeof value !== 'object' || value === null) return false;
  const { context, names, aggregates } = value as Readonly<Record<string, unknown>>;
  return typeof context === 'string' && isMap(names) && isMap(aggregates);
}

// Of another realm or copy, a Map is no instance of ours.
const isMap = (value: unknown): boolean => Object.prototype.toString.call(value) === '[object Map]';
