import type { DiskEntry, Host } from 'varve';

export interface MemoryDisk extends Host {
  readonly files: Map<string, string>;
  /** Every path that was written or removed. */
  readonly touched: readonly string[];
}

/** A disk in memory that takes whatever it is told to write, so that it can be seen. */
export function createMemoryDisk(initial: Readonly<Record<string, string>>): MemoryDisk {
  const files = new Map(Object.entries(initial));
  const touched: string[] = [];
  const entry = (path: string): DiskEntry => {
    const text = files.get(path);
    return text === undefined ? { kind: 'absent' } : { kind: 'file', text };
  };
  const paths = (): readonly string[] => [...files.keys()].sort((a, b) => (a < b ? -1 : 1));
  return {
    files,
    touched,
    read: (path) => Promise.resolve(entry(path)),
    list: (folder) =>
      Promise.resolve(
        paths()
          .filter((path) => path.startsWith(`${folder}/`))
          .map((path) => ({ path, regular: true })),
      ),
    find: () => Promise.resolve(paths().filter((path) => path.startsWith('schemas/'))),
    replaceFile: (path, text) => {
      touched.push(path);
      files.set(path, text);
      return Promise.resolve();
    },
    removeFile: (path) => {
      touched.push(path);
      files.delete(path);
      return Promise.resolve();
    },
    removeLeftovers: () => Promise.resolve(0),
  };
}
