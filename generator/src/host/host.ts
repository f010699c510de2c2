/**
 * The disk as the generator sees it: one folder, posix paths relative to it, whole text files.
 * The pure stages never see a host; the shell reads through it before them and writes through it after them.
 * `node-host.ts` is the real one; tests bring one that lives in memory.
 */

/** Why a path may neither be read as a file of the project nor written. */
export type Obstacle =
  /** It leaves the project's folder, or names something no project file may be called. */
  | 'outside'
  /** The path, or a folder on the way to it, is a symbolic link. */
  | 'symlink'
  /** A folder or something else that is no regular file stands there, or a file where a folder should be. */
  | 'not-a-file'
  /** A file system that ignores case would take it for another file that stands beside it. */
  | 'other-case';

/** What stands at a path. */
export type DiskEntry =
  | { readonly kind: 'absent' }
  | { readonly kind: 'file'; readonly text: string }
  /** `at` is the path that is in the way: the path itself, a folder above it, or its neighbour. */
  | { readonly kind: 'blocked'; readonly by: Obstacle; readonly at: string };

export interface ListedFile {
  readonly path: string;
  /** False for symbolic links, sockets and the like. */
  readonly regular: boolean;
}

export interface Host {
  /** Never throws for what stands at `path`: every obstacle is an entry. */
  read(path: string): Promise<DiskEntry>;
  /** Everything below `folder` that is not a folder, sorted; links are listed, never followed. Empty when there is no such folder. */
  list(folder: string): Promise<readonly ListedFile[]>;
  /** Whatever matches at least one of the globs and is no folder, sorted, each once; `node_modules` and dot folders are passed over. */
  find(globs: readonly string[]): Promise<readonly string[]>;
  /**
   * Whoever looks at the path, at any moment, sees the old text or the new text in full, even if this process is killed.
   * Missing folders are made. What is `durable` survives a power cut too; anything else may then be found empty.
   * @throws PathRefusedError when something is in the way
   */
  replaceFile(path: string, text: string, durable?: boolean): Promise<void>;
  /** Removes a regular file, and folders that become empty by it, up to but not including `keep`. @throws PathRefusedError */
  removeFile(path: string, keep: string): Promise<void>;
  /** Removes what killed runs left behind in `folder` and below. Gives the number of files removed. */
  removeLeftovers(folder: string): Promise<number>;
}

/** A write was refused because of what stands on the disk. */
export class PathRefusedError extends Error {
  override readonly name = 'PathRefusedError';
  readonly path: string;
  readonly by: Obstacle;

  constructor(path: string, by: Obstacle, at: string) {
    super(`${path} cannot be written: ${at} is in the way (${by}).`);
    this.path = path;
    this.by = by;
  }
}
