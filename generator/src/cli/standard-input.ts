import { relative, resolve, sep } from 'node:path';
import { UsageError } from './usage-error.js';

/** Standard input, as far as anything is read from it. */
export interface Input extends AsyncIterable<Uint8Array | string> {
  readonly isTTY?: boolean;
}

/** All of it, as UTF-8. */
export async function readInput(input: Input): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of input) parts.push(typeof part === 'string' ? Buffer.from(part) : part);
  return Buffer.concat(parts).toString('utf8');
}

/** The path that a flag names, relative to the project's folder. @throws UsageError when it lies outside */
export function projectPath(root: string, cwd: string, named: string): string {
  const path = relative(root, resolve(cwd, named)).split(sep).join('/');
  if (path === '' || path === '..' || path.startsWith('../') || /^[A-Za-z]:|^\//.test(path)) {
    throw new UsageError(`${named} does not lie below ${root}, the folder of the configuration.`);
  }
  return path;
}
