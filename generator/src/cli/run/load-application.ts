import type { Application } from '@varve/runtime/projections';
import { importApp } from '../app/import-app.js';
import { UsageError } from '../usage-error.js';

const howTo = 'Export one: export const application = openApplication({ contexts: { ordering } });';

export interface LoadedApplication {
  readonly application: Application;
  /** What the module wants done once the application was stopped. */
  readonly close: () => Promise<void>;
}

/**
 * The application that a module of the user's exports: as it is, as a promise, or as a function `createApplication` that gives it.
 * An exported function `close` is called in the end.
 * @param path absolute @throws UsageError for a module that cannot be loaded, or exports none or several
 */
export async function loadApplication(path: string): Promise<LoadedApplication> {
  const exported = Object.entries(await importApp(path)) as readonly (readonly [string, unknown])[];
  const found = new Map<Application, string>();
  for (const [name, value] of exported) {
    const given: unknown = name === 'createApplication' ? await created(path, value) : await value;
    if (isApplication(given)) found.set(given, name);
  }
  const [application, other] = found.keys();
  if (application === undefined) throw new UsageError(`--app: ${path} exports no application. ${howTo}`);
  if (other !== undefined) {
    throw new UsageError(`--app: ${path} exports several applications: ${[...found.values()].join(', ')}.`);
  }
  const close: unknown = exported.find(([name]) => name === 'close')?.[1];
  return {
    application,
    async close() {
      if (typeof close === 'function') await (close as () => unknown)();
    },
  };
}

async function created(path: string, create: unknown): Promise<unknown> {
  if (typeof create !== 'function') return create;
  try {
    return await (create as () => unknown)();
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--app: createApplication of ${path} failed: ${problem}`, { cause: error });
  }
}

const members = ['start', 'stop', 'health', 'rebuild', 'replayParked'] as const;

function isApplication(value: unknown): value is Application {
  if (typeof value !== 'object' || value === null || !('ended' in value)) return false;
  return members.every((member) => typeof Reflect.get(value, member) === 'function');
}
