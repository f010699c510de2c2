import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the folder with this package's manifest, found from wherever this module runs: sources or a bundle. */
export const packageFolder: string = folderWithManifest(dirname(fileURLToPath(import.meta.url)));

/** Absolute path of the folder that holds the running code: `src`, or `dist` of a built package. */
export const codeFolder: string = join(packageFolder, topFolder());

function folderWithManifest(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const above = dirname(from);
  if (above === from) throw new Error('The package varve is incomplete: it has no package.json.');
  return folderWithManifest(above);
}

function topFolder(): string {
  const [first = ''] = relative(packageFolder, fileURLToPath(import.meta.url)).split(sep);
  return first;
}
