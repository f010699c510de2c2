import {
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { findFiles } from './find-files.js';
import type { DiskEntry, Host, ListedFile, Obstacle } from './host.js';
import { PathRefusedError } from './host.js';
import { isLeftover, temporaryName } from './leftovers.js';
import { folderOf, isProjectPath } from './project-path.js';

/**
 * A host for the folder `root`. Calls are synchronous inside: a command has nothing else to do meanwhile, and a
 * thousand small files are read several times faster that way.
 */
export function createNodeHost(root: string): Host {
  const base = realpathSync.native(root);
  return {
    read: (path) => Promise.resolve(readEntry(base, path)),
    list: (folder) => Promise.resolve(listFiles(base, folder)),
    find: (globs) => settled(() => findFiles(base, globs)),
    replaceFile: (path, text, durable = true) => settled(() => replaceFile(base, path, { text, durable })),
    removeFile: (path, keep) => settled(() => removeFile(base, path, keep)),
    removeLeftovers: (folder) => settled(() => removeLeftovers(base, folder)),
  };
}

function settled<T>(action: () => T): Promise<T> {
  return new Promise((resolve) => resolve(action()));
}

type Kind = 'absent' | 'file' | 'folder' | 'symlink' | 'other';

function kindOf(absolute: string): Kind {
  const stat = lstatSync(absolute, { throwIfNoEntry: false });
  if (stat === undefined) return 'absent';
  if (stat.isSymbolicLink()) return 'symlink';
  if (stat.isDirectory()) return 'folder';
  return stat.isFile() ? 'file' : 'other';
}

/** Looks at every folder on the way before the path itself, so that no call ever goes through a link. */
function obstacleTo(base: string, path: string): { readonly by: Obstacle; readonly at: string } | Kind {
  if (!isProjectPath(path)) return { by: 'outside', at: path };
  const segments = path.split('/');
  for (let depth = 1; depth < segments.length; depth += 1) {
    const at = segments.slice(0, depth).join('/');
    const kind = kindOf(join(base, at));
    if (kind === 'absent') return 'absent';
    if (kind === 'symlink') return { by: 'symlink', at };
    if (kind !== 'folder') return { by: 'not-a-file', at };
  }
  const kind = kindOf(join(base, path));
  if (kind === 'symlink') return { by: 'symlink', at: path };
  if (kind === 'folder' || kind === 'other') return { by: 'not-a-file', at: path };
  return kind;
}

/** A neighbour, or the neighbour of a folder above, whose name differs by case only. */
function otherCase(base: string, path: string): string | undefined {
  let folder = '';
  for (const segment of path.split('/')) {
    const names = namesIn(join(base, folder));
    if (!names.includes(segment)) {
      const twin = names.find((name) => name.toLowerCase() === segment.toLowerCase());
      return twin === undefined ? undefined : `${folder}${twin}`;
    }
    folder = `${folder}${segment}/`;
  }
  return undefined;
}

function namesIn(absolute: string): readonly string[] {
  return kindOf(absolute) === 'folder' ? readdirSync(absolute) : [];
}

/** Asks the system once, and only where its answer is not the plain one, goes through the path step by step. */
function readEntry(base: string, path: string): DiskEntry {
  if (isProjectPath(path) && isPlainFile(join(base, path))) {
    return { kind: 'file', text: readFileSync(join(base, path), 'utf8') };
  }
  const found = obstacleTo(base, path);
  if (typeof found === 'object') return { kind: 'blocked', ...found };
  const twin = otherCase(base, path);
  if (twin !== undefined) return { kind: 'blocked', by: 'other-case', at: twin };
  return { kind: 'absent' };
}

/** A regular file that is reached without links and is spelt as on the disk. */
function isPlainFile(absolute: string): boolean {
  try {
    return kindOf(absolute) === 'file' && realpathSync.native(absolute) === absolute;
  } catch {
    return false;
  }
}

function listFiles(base: string, folder: string): readonly ListedFile[] {
  if (!isProjectPath(folder) || kindOf(join(base, folder)) !== 'folder') return [];
  const found: ListedFile[] = [];
  const visit = (path: string): void => {
    for (const entry of readdirSync(join(base, path), { withFileTypes: true })) {
      const inside = `${path}/${entry.name}`;
      if (entry.isDirectory()) visit(inside);
      else found.push({ path: inside, regular: entry.isFile() });
    }
  };
  visit(folder);
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Looks once more at everything on the way, as time has passed since the file was read. */
function replaceFile(base: string, path: string, content: Content): void {
  const found = obstacleTo(base, path);
  if (typeof found === 'object') throw new PathRefusedError(path, found.by, found.at);
  // Where people's own files lie, somebody may have made a neighbour meanwhile; to look costs a listing of every folder.
  const twin = content.durable && !isPlainFile(join(base, path)) ? otherCase(base, path) : undefined;
  if (twin !== undefined) throw new PathRefusedError(path, 'other-case', twin);
  const folder = join(base, folderOf(path));
  const temporary = join(folder, temporaryName());
  try {
    if (found === 'absent') writeBelow(folder, temporary, content);
    else writeNew(temporary, content);
    renameSync(temporary, join(base, path));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

interface Content {
  readonly text: string;
  /** On disk before the rename: after a power cut the file is old or new, never empty. */
  readonly durable: boolean;
}

/** Makes the folder where it is missing, which it is for the first file in it only. */
function writeBelow(folder: string, absolute: string, content: Content): void {
  try {
    writeNew(absolute, content);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    mkdirSync(folder, { recursive: true });
    writeNew(absolute, content);
  }
}

function writeNew(absolute: string, { text, durable }: Content): void {
  const file = openSync(absolute, 'wx', 0o666);
  try {
    writeFileSync(file, text);
    if (durable) fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function removeFile(base: string, path: string, keep: string): void {
  const found = obstacleTo(base, path);
  if (typeof found === 'object') throw new PathRefusedError(path, found.by, found.at);
  if (found === 'absent') return;
  rmSync(join(base, path));
  for (let folder = folderOf(path); folder.startsWith(`${keep}/`); folder = folderOf(folder)) {
    if (readdirSync(join(base, folder)).length > 0) return;
    rmdirSync(join(base, folder));
  }
}

function removeLeftovers(base: string, folder: string): number {
  const leftovers = listFiles(base, folder).filter(({ path, regular }) => regular && isLeftover(path, isAlive));
  for (const { path } of leftovers) rmSync(join(base, path), { force: true });
  return leftovers.length;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and is somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
