import { resolve } from 'node:path';
import { openProject, type ProjectFlags } from '../project.js';
import { UsageError } from '../usage-error.js';

/** The module that `app` of the configuration names; `undefined` where there is no configuration, or it names none. */
export async function findConfigured(place: ProjectFlags): Promise<string | undefined> {
  try {
    const { config } = await openProject(place);
    return config.app === undefined ? undefined : resolve(config.root, config.app);
  } catch (error) {
    if (error instanceof UsageError && place.config === undefined) return undefined;
    throw error;
  }
}
