import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UsageError } from './usage-error.js';

export const configName = 'varve.config.yaml';

export interface FoundConfig {
  /** Absolute folder that everything in the configuration is relative to. */
  readonly root: string;
  /** File name, as people see it in findings. */
  readonly name: string;
  readonly text: string;
}

/**
 * The configuration that was named, or the nearest one from `cwd` upwards.
 * @throws UsageError when there is none, or it cannot be read
 */
export function findConfig(cwd: string, named: string | undefined): FoundConfig {
  const path = named === undefined ? nearest(cwd) : resolve(cwd, named);
  if (path === undefined) {
    throw new UsageError(
      `There is no ${configName} in ${cwd} or above it. Create one; the shortest that works is:\n\n  schemas: [schemas/**/*.yaml]\n`,
    );
  }
  if (!existsSync(path)) throw new UsageError(`There is no file ${path}.`);
  if (!statSync(path).isFile()) throw new UsageError(`${path} is no file. Name the configuration file itself.`);
  return { root: dirname(path), name: basename(path), text: readFileSync(path, 'utf8') };
}

function nearest(cwd: string): string | undefined {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const path = join(folder, configName);
    if (existsSync(path)) return path;
    if (dirname(folder) === folder) return undefined;
  }
}
