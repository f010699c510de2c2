import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Files } from './golden-project.js';

const casesFolder = fileURLToPath(new URL('../golden/', import.meta.url));
const expectedFolder = 'expected';

/** A folder that anybody can read: `schemas/`, perhaps a configuration, and everything that comes out. */
export interface GoldenCase {
  readonly name: string;
  /** Schemas and configuration by path. */
  readonly project: Files;
  /** What stands under `expected/`. */
  readonly expected: Files;
}

export function goldenCases(): readonly GoldenCase[] {
  const names = readdirSync(casesFolder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names.map(({ name }) => readCase(name)).sort((left, right) => (left.name < right.name ? -1 : 1));
}

export function goldenCase(name: string): GoldenCase {
  return readCase(name);
}

function readCase(name: string): GoldenCase {
  const files = Object.entries(readTree(`${casesFolder}${name}`));
  const inside = `${expectedFolder}/`;
  const expected = files
    .filter(([path]) => path.startsWith(inside))
    .map(([path, text]) => [path.slice(inside.length), text]);
  const project = files.filter(([path]) => !path.startsWith(inside));
  return { name, project: Object.fromEntries(project), expected: Object.fromEntries(expected) };
}

/** Writes what a case must give from now on. */
export function updateCase(name: string, files: Files): void {
  const folder = `${casesFolder}${name}/${expectedFolder}`;
  rmSync(folder, { recursive: true, force: true });
  writeTree(folder, files);
}

export function writeTree(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(`${folder}/${path}`), { recursive: true });
    writeFileSync(`${folder}/${path}`, text);
  }
}

function readTree(folder: string): Files {
  if (!existsSync(folder)) return {};
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/')).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]));
}
