import type { Options } from 'prettier';
import { generatedOptions } from './format-file.js';

/**
 * What the project's own prettier configuration says about a file; without one, what generated files look like. Reads the disk, from the
 * file's folder upwards, and may run a configuration that is code, as prettier itself would.
 * @throws Error when the configuration cannot be read
 */
export async function userOptions(absolutePath: string): Promise<Options> {
  const { resolveConfig } = await import('prettier');
  return (await resolveConfig(absolutePath, { editorconfig: true })) ?? generatedOptions;
}
