import { basename, relative, sep } from 'node:path';

/** What a project reads: anything else that changes concerns no run. */
export interface Watched {
  /** Absolute folder of the configuration; nothing outside it is read. */
  readonly root: string;
  /** Name of the configuration file in it. */
  readonly configName: string;
  /** Globs of schemas, relative to `root`. */
  readonly schemas: readonly string[];
  /** Folders that are read whole, and single files, relative to `root`. */
  readonly folders: readonly string[];
  /** Generated root: what we write there must not wake us. */
  readonly out: string;
}

/** Equal for projects that are watched alike. */
export function watchedKey({ root, configName, ...what }: Watched): string {
  return JSON.stringify([root, configName, what.schemas, what.folders, what.out]);
}

/** Tells, by absolute path, what a watcher need not look at. Folders on the way to something watched are looked at. */
export function createFilter({ root, configName, schemas, folders, out }: Watched): (path: string) => boolean {
  const bases = schemas.map(baseOf);
  return (absolute) => {
    const path = relative(root, absolute).split(sep).join('/');
    if (path === '' || path === configName) return false;
    if (isWithin(path, out)) return true;
    const isAsked = folders.some((folder) => isWithin(path, folder) || isWithin(folder, path));
    if (isAsked) return false;
    const name = basename(path);
    if (name === 'node_modules' || name.startsWith('.')) return true;
    return !bases.some((base) => isWithin(path, base) || isWithin(base, path));
  };
}

/** Whether a file in a watched folder is one that is read. */
export function createRelevance({ configName, schemas, folders }: Watched): (path: string) => boolean {
  const endings = schemas.map((glob) => /\.[A-Za-z0-9]+$/.exec(glob)?.[0] ?? '');
  return (path) =>
    path === configName ||
    endings.some((ending) => path.endsWith(ending)) ||
    folders.some((folder) => isWithin(path, folder));
}

/** The folders of a glob before its first pattern; the empty text for all of the project. */
function baseOf(glob: string): string {
  const segments = glob.split('/');
  const pattern = segments.findIndex((segment) => /[*?[\]{}()!+@]/.test(segment));
  return (pattern < 0 ? segments : segments.slice(0, pattern)).join('/');
}

function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}
