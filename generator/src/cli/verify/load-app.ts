import { existsSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Registry } from '@varve/runtime/operations';
import { UsageError } from '../usage-error.js';

const howTo = 'Export them: export const registries = [orderingRegistry];';

/**
 * The registries that a module of the user's exports, by themselves, in lists, or within an opened context. TypeScript
 * is compiled on the way, with the module's imports; what the module does besides, happens.
 * @param path absolute
 * @throws UsageError for a module that cannot be loaded, or exports none
 */
export async function loadRegistries(path: string): Promise<readonly Registry[]> {
  if (!existsSync(path) || !statSync(path).isFile()) throw new UsageError(`--app: there is no file ${path}.`);
  const found = new Set<Registry>();
  for (const value of Object.values(await importModule(path))) {
    for (const each of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
      if (isRegistry(each)) found.add(each);
    }
  }
  if (found.size === 0) throw new UsageError(`--app: ${path} exports no registry. ${howTo}`);
  return [...found];
}

async function importModule(path: string): Promise<object> {
  try {
    if (!/\.[cm]?ts$/.test(path)) return (await import(pathToFileURL(path).href)) as object;
    const { createJiti } = await import('jiti');
    return await createJiti(pathToFileURL(path).href, { fsCache: false }).import<object>(path);
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
