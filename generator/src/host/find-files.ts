import { type Dirent, readdir, readdirSync } from 'node:fs';
import { globSync } from 'tinyglobby';

/**
 * Files below `base` that match a glob, sorted. Links to files and names that not every system can store are found too, so
 * that whoever reads them can refuse them aloud instead of missing them in silence; links to folders are not followed.
 */
export function findFiles(base: string, globs: readonly string[], read: ReadFolder = readFolder): readonly string[] {
  const found = globSync([...globs], {
    cwd: base,
    expandDirectories: false,
    followSymbolicLinks: false,
    ignore: ['**/node_modules/**', '**/.*/**'],
    fs: { readdir, readdirSync: read },
  });
  return [...new Set(found)].filter((path) => !/^(?:\.\.)?\//.test(path)).sort((a, b) => (a < b ? -1 : 1));
}

/** Entries of a folder with their types, as node reads them. */
type ReadFolder = typeof readdirSync;

// The glob library drops links; as files they are matched like files. It always asks for entries with their types.
const readFolder: ReadFolder = new Proxy(readdirSync, {
  apply: (read, _this, [path]: [string]) =>
    read(path, { withFileTypes: true }).map((entry) => (entry.isSymbolicLink() ? asFile(entry) : entry)),
});

function asFile(link: Dirent): Dirent {
  return Object.assign(Object.create(link) as Dirent, { isSymbolicLink: () => false, isFile: () => true });
}
