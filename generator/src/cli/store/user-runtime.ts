import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as operations from '@varve/runtime/operations';
import { UsageError } from '../usage-error.js';

/** The part of the runtime that the project itself installed: the very code that reads its log in production. */
export interface UserRuntime {
  readonly operations: typeof operations;
}

/** @param root absolute folder that the runtime is looked for from @throws UsageError when it is not installed there */
export async function loadUserRuntime(root: string): Promise<UserRuntime> {
  return { operations: await importFrom<typeof operations>(root, '@varve/runtime/operations') };
}

/** That a door of the runtime has the names of its release is what installing both packages together promises. */
export async function importFrom<Door>(root: string, door: string): Promise<Door> {
  let path: string;
  try {
    path = createRequire(join(root, 'package.json')).resolve(door);
  } catch (error) {
    throw new UsageError(
      `${door} cannot be found from ${root}. Install @varve/runtime there, in the release that belongs to this varve.`,
      { cause: error },
    );
  }
  return (await import(pathToFileURL(path).href)) as Door;
}
