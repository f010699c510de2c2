import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { hashOf } from './memo.js';
import { codeFolder, packageFolder } from './package-folder.js';

/**
 * Tells this build of varve from any other: its code, what it carries, and the manifests of the libraries it runs with.
 * Two runs with the same identity and the same input give the same output.
 */
export function toolIdentity(): string {
  return hashOf([process.version, ...filesOf(codeFolder), ...manifests()]);
}

// Types do nothing at run time.
const builtTypes = join(packageFolder, 'dist', 'types');

/** Path, size and time of change of every file; a build touches what it changes. */
function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return path === builtTypes ? [] : filesOf(path);
      if (!/\.(js|ts|hbs|yaml|json)$/.test(entry.name)) return [];
      const { size, mtimeMs } = statSync(path);
      return [`${path} ${size} ${mtimeMs}`];
    });
}

function manifests(): readonly string[] {
  const own = readFileSync(join(packageFolder, 'package.json'), 'utf8');
  const manifest: unknown = JSON.parse(own);
  const dependencies =
    typeof manifest === 'object' && manifest !== null && 'dependencies' in manifest ? manifest.dependencies : {};
  return [own, ...Object.keys(dependencies ?? {}).map((name) => manifestOf(packageFolder, name))];
}

function manifestOf(from: string, name: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const path = join(folder, 'node_modules', name, 'package.json');
    if (existsSync(path)) return readFileSync(path, 'utf8');
    if (dirname(folder) === folder) return '';
  }
}
