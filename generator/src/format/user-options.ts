import type { Options } from 'prettier';

/**
 * What the project's own prettier configuration says about a file; `undefined` without one. Reads the disk, from the
 * file's folder upwards, and may run a configuration that is code, as prettier itself would.
 * @throws Error when the configuration cannot be read
 */
export async function userOptions(absolutePath: string): Promise<Options | undefined> {
  const { resolveConfig } = await import('prettier');
  return (await resolveConfig(absolutePath, { editorconfig: true })) ?? undefined;
}
