import type { DiskEntry, Host, ListedFile } from '../../generator/src/host/host.js';
import { PathRefusedError } from '../../generator/src/host/host.js';
import { isProjectPath } from '../../generator/src/host/project-path.js';

export interface MemoryHost extends Host {
  /** What the disk holds now, sorted by path. */
  readonly files: () => Readonly<Record<string, string>>;
  /** `replace path` and `remove path`, in the order in which they happened. */
  readonly writes: readonly string[];
}

/** A disk in memory. Globs may hold `**` and `*` only. */
export function createMemoryHost(initial: Readonly<Record<string, string>>, links: readonly string[] = []): MemoryHost {
  const files = new Map(Object.entries(initial));
  const writes: string[] = [];

  const read = (path: string): DiskEntry => {
    if (!isProjectPath(path)) return { kind: 'blocked', by: 'outside', at: path };
    const link = links.find((at) => path === at || path.startsWith(`${at}/`));
    if (link !== undefined) return { kind: 'blocked', by: 'symlink', at: link };
    const folder = [...files.keys()].find((other) => other.startsWith(`${path}/`));
    if (folder !== undefined) return { kind: 'blocked', by: 'not-a-file', at: path };
    const twin = [...files.keys()].find((other) => other !== path && other.toLowerCase() === path.toLowerCase());
    if (twin !== undefined) return { kind: 'blocked', by: 'other-case', at: twin };
    const text = files.get(path);
    return text === undefined ? { kind: 'absent' } : { kind: 'file', text };
  };
  const refuse = (path: string): void => {
    const entry = read(path);
    if (entry.kind === 'blocked') throw new PathRefusedError(path, entry.by, entry.at);
  };
  const list = (folder: string): readonly ListedFile[] => [
    ...sortedKeys(files)
      .filter((path) => path.startsWith(`${folder}/`))
      .map((path) => ({ path, regular: true })),
    ...links.filter((path) => path.startsWith(`${folder}/`)).map((path) => ({ path, regular: false })),
  ];

  return {
    read: (path) => Promise.resolve(read(path)),
    list: (folder) => Promise.resolve(list(folder)),
    find: (globs) =>
      Promise.resolve(sortedKeys(files).filter((path) => globs.some((glob) => toPattern(glob).test(path)))),
    replaceFile: async (path, text) => {
      refuse(path);
      files.set(path, text);
      writes.push(`replace ${path}`);
      return Promise.resolve();
    },
    removeFile: async (path) => {
      refuse(path);
      files.delete(path);
      writes.push(`remove ${path}`);
      return Promise.resolve();
    },
    removeLeftovers: () => Promise.resolve(0),
    files: () => Object.fromEntries(sortedKeys(files).map((path) => [path, files.get(path) ?? ''])),
    writes,
  };
}

function sortedKeys(files: ReadonlyMap<string, string>): readonly string[] {
  return [...files.keys()].sort();
}

function toPattern(glob: string): RegExp {
  const escaped = glob.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\*\*\/|\*/g, (star) => (star === '*' ? '[^/]*' : '(.*/)?'))}$`);
}
