import { Dirent, readdirSync } from 'node:fs';
import { findFiles } from './find-files.js';
import type { DiskEntry, Host, ListedFile } from './host.js';
import { isProjectPath } from './project-path.js';

/** What a revision holds below a folder: texts by posix path, and paths of what is no regular file. */
export interface Tree {
  readonly files: ReadonlyMap<string, string>;
  readonly others: readonly string[];
}

/** A host that reads from memory as one that reads from a disk would, and refuses to write. */
export function createTreeHost({ files, others }: Tree): Host {
  const folders = foldersOf([...files.keys(), ...others]);
  const refuse = (): Promise<never> => Promise.reject(new Error('A revision is only read.'));
  const read = (path: string): DiskEntry => {
    if (!isProjectPath(path)) return { kind: 'blocked', by: 'outside', at: path };
    const text = files.get(path);
    if (text !== undefined) return { kind: 'file', text };
    const link = others.find((other) => path === other || path.startsWith(`${other}/`));
    if (link !== undefined) return { kind: 'blocked', by: 'symlink', at: link };
    return folders.has(path) ? { kind: 'blocked', by: 'not-a-file', at: path } : { kind: 'absent' };
  };
  const list = (folder: string): readonly ListedFile[] =>
    [...[...files.keys()].map((path) => ({ path, regular: true })), ...others.map((path) => ({ path, regular: false }))]
      .filter(({ path }) => path.startsWith(`${folder}/`))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    read: (path) => Promise.resolve(read(path)),
    list: (folder) => Promise.resolve(list(folder)),
    find: (globs) => Promise.resolve(findFiles(base, globs, createReader(folders))),
    replaceFile: refuse,
    removeFile: refuse,
    removeLeftovers: () => Promise.resolve(0),
  };
}

/** Where the tree is said to lie for those who want absolute paths. */
const base = '/revision';

/** Names in each folder, and whether they are folders themselves. */
type Folders = ReadonlyMap<string, ReadonlyMap<string, boolean>>;

function foldersOf(paths: readonly string[]): Folders {
  const folders = new Map<string, Map<string, boolean>>([['', new Map()]]);
  for (const path of paths) {
    const names = path.split('/');
    names.forEach((name, depth) => {
      const folder = names.slice(0, depth).join('/');
      const entries = folders.get(folder) ?? new Map<string, boolean>();
      folders.set(folder, entries);
      entries.set(name, depth < names.length - 1);
    });
  }
  return folders;
}

/** Reads folders of the tree in the way that the glob library asks for. */
function createReader(folders: Folders): typeof readdirSync {
  return new Proxy(readdirSync, {
    apply(_read, _this, [absolute]: [string]) {
      const path = absolute
        .replaceAll('\\', '/')
        .replace(/\/+$/, '')
        .replace(/^(?:[A-Za-z]:)?\/revision\/?/, '');
      return [...(folders.get(path) ?? [])].map(([name, isFolder]) => entryOf(name, isFolder));
    },
  });
}

function entryOf(name: string, isFolder: boolean): Dirent {
  return Object.assign(Object.create(Dirent.prototype) as Dirent, {
    name,
    isDirectory: () => isFolder,
    isFile: () => !isFolder,
    isSymbolicLink: () => false,
  });
}
