import { existsSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { UsageError } from '../usage-error.js';

/**
 * The exports of a module of the user's. TypeScript is compiled on the way, with the module's imports; what the module does
 * besides, happens.
 * @param path absolute @param compiled folder to keep what was compiled in, for those who load the same module next
 * @throws UsageError for a module that is not there or cannot be loaded
 */
export async function importApp(path: string, compiled?: string): Promise<object> {
  if (!existsSync(path) || !statSync(path).isFile()) throw new UsageError(`--app: there is no file ${path}.`);
  try {
    if (!/\.[cm]?ts$/.test(path)) return (await import(pathToFileURL(path).href)) as object;
    const { createJiti } = await import('jiti');
    return await createJiti(pathToFileURL(path).href, { fsCache: compiled ?? false }).import<object>(path);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--app: ${path} cannot be loaded: ${problem}`, { cause: error });
  }
}
