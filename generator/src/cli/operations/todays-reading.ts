import { dirname, resolve } from 'node:path';
import type * as operations from '@varve/runtime/operations';
import type { ReadingToday, ShownContext } from '@varve/runtime/operations';
import { importApp } from '../app/import-app.js';
import { findConfigured } from './configured-app.js';
import { importFrom } from '../store/user-runtime.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';
import { loadRegistries } from '../verify/load-app.js';
import type { Operation } from './operation.js';
import type { ReadingFlags } from './operation-flags.js';

type Door = typeof operations;

const howTo = 'Export what createOrdering or openApplication returned, or the registries.';

/**
 * How today's code reads what is stored: that of `--app`, or of `app` in the nearest configuration. `undefined` with `--raw`,
 * and where neither says which code that is.
 */
export async function todaysReading(
  flags: Pick<ReadingFlags, 'app' | 'raw' | 'config'>,
  { context: { place }, surroundings }: Operation,
): Promise<ReadingToday | undefined> {
  if (flags.raw === true) return undefined;
  const app = flags.app === undefined ? await findConfigured(place) : resolve(place.cwd, flags.app);
  if (app === undefined) return undefined;
  surroundings.leave();
  const door = await importFrom<Door>(dirname(app), '@varve/runtime/operations');
  const contexts = await shownContexts(door, app);
  if (contexts.length > 0) return door.readAsToday(contexts.map(({ registry }) => registry));
  return door.readAsToday(await loadRegistries(app));
}

/** The contexts that a module exports, with what folds their states. @throws UsageError where it exports none */
export async function loadContexts(app: string, { surroundings }: Operation): Promise<readonly ShownContext[]> {
  surroundings.leave();
  const door = await importFrom<Door>(dirname(app), '@varve/runtime/operations');
  const contexts = await shownContexts(door, app);
  if (contexts.length > 0) return contexts;
  throw new UsageError(`--app: ${app} exports no context, which states are folded with. ${howTo}`);
}

/** Exports as they are or as promises of it, and what `createApplication` gives: it opens a store of its own. */
async function shownContexts({ contextsIn }: Door, app: string): Promise<readonly ShownContext[]> {
  const found: ShownContext[] = [];
  for (const [name, value] of Object.entries(await importApp(app)) as readonly (readonly [string, unknown])[]) {
    const given: unknown =
      name === 'createApplication' && typeof value === 'function' ? await created(app, value) : value;
    found.push(...contextsIn(await given));
  }
  return found;
}

async function created(app: string, create: object): Promise<unknown> {
  try {
    return await (create as () => unknown)();
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--app: createApplication of ${app} failed: ${problem}`, { cause: error });
  }
}

/** Said to people who may have wanted more. */
export function sayRaw({ status, paint }: Pick<Terminal, 'status' | 'paint'>): void {
  status(paint.status.dim('  as stored; --app, or app: in varve.config.yaml, says which code reads it'));
}
