/**
 * Files of a revision, read with git and without touching the working tree. No shell, no fetching, nothing of the user's
 * that could be taken for a flag: what is asked for is resolved to the id of a commit first, and only that is handed on.
 */
import { execFile } from 'node:child_process';
import process from 'node:process';
import type { Tree } from './tree-host.js';

/** The revision cannot be read; the message says what to do. */
export class RevisionError extends Error {
  override readonly name = 'RevisionError';
}

export interface RevisionTree extends Tree {
  /** The full id of the commit. */
  readonly commit: string;
}

/**
 * Texts below `folder` (absolute, inside a repository) as `revision` has them, of files that `isWanted` by their path
 * relative to it. @throws RevisionError when there is no such revision, no repository, or no git
 */
export async function readRevision(
  folder: string,
  revision: string,
  isWanted: (path: string) => boolean,
): Promise<RevisionTree> {
  refuseOdd(revision);
  const commit = await commitOf(folder, revision);
  const prefix = (await git(folder, ['rev-parse', '--show-prefix'])).replace(/\n$/, '');
  const listed = entriesOf(await git(folder, ['ls-tree', '-r', '-z', '--full-tree', commit]));
  const below = listed
    .filter(({ path }) => path.startsWith(prefix))
    .map((entry) => ({ ...entry, path: entry.path.slice(prefix.length) }))
    .filter(({ path }) => isWanted(path));
  const regular = below.filter(({ mode }) => mode === '100644' || mode === '100755');
  const texts = await textsOf(
    folder,
    regular.map(({ object }) => object),
  );
  return {
    commit,
    files: new Map(regular.map(({ path }, index) => [path, texts[index] ?? ''])),
    others: below.filter((entry) => !regular.includes(entry)).map(({ path }) => path),
  };
}

/** Names that no revision can have, before git sees them. */
function refuseOdd(revision: string): void {
  if (revision === '' || revision.startsWith('-') || /[\u0000-\u0020\u007f:]/.test(revision)) {
    throw new RevisionError(
      `${JSON.stringify(revision)} names no revision: it may not be empty, begin with -, or hold blanks, control characters or a colon.`,
    );
  }
}

async function commitOf(folder: string, revision: string): Promise<string> {
  try {
    const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
    const found = /^[0-9a-f]{40,64}$/m.exec(await git(folder, args));
    if (found !== null) return found[0];
  } catch (error) {
    if (error instanceof RevisionError) throw error;
  }
  throw new RevisionError(await unknownRevision(folder, revision));
}

async function unknownRevision(folder: string, revision: string): Promise<string> {
  const isShallow = (await git(folder, ['rev-parse', '--is-shallow-repository'])).trim() === 'true';
  const advice = isShallow
    ? 'This is a shallow clone, which holds the newest commits only. Fetch what is needed before, as in git fetch --depth=1 origin <branch>, or check out with the whole history (actions/checkout: fetch-depth: 0).'
    : 'Varve never fetches. Fetch it before, or name it as git knows it here: git branch --all and git tag list what there is.';
  return `There is no revision ${revision} in this repository, and no file or folder of that name. ${advice}`;
}

interface TreeEntry {
  readonly mode: string;
  readonly object: string;
  readonly path: string;
}

function entriesOf(output: string): readonly TreeEntry[] {
  return output
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => {
      const tab = line.indexOf('\t');
      const [mode = '', , object = ''] = line.slice(0, tab).split(' ');
      return { mode, object, path: line.slice(tab + 1) };
    });
}

/** Contents in the order of the ids: a header line with the size, the bytes, a line break. */
async function textsOf(folder: string, objects: readonly string[]): Promise<readonly string[]> {
  if (objects.length === 0) return [];
  const output = await gitBytes(folder, ['cat-file', '--batch'], `${objects.join('\n')}\n`);
  const texts: string[] = [];
  for (let at = 0; at < output.length;) {
    const end = output.indexOf(0x0a, at);
    const [object = '', kind, size] = output.toString('utf8', at, end).split(' ');
    if (kind !== 'blob')
      throw new RevisionError(`Git does not have the file ${object} here. Fetch it before: varve never fetches.`);
    const start = end + 1;
    texts.push(output.toString('utf8', start, start + Number(size)));
    at = start + Number(size) + 1;
  }
  return texts;
}

async function git(folder: string, args: readonly string[]): Promise<string> {
  return (await gitBytes(folder, args)).toString('utf8');
}

const mostBytes = 1024 ** 3;

function gitBytes(folder: string, args: readonly string[], input?: string): Promise<Buffer> {
  // Neither locks nor questions, and no fetching of what a partial clone left out.
  const env = { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1' };
  return new Promise((resolve, reject) => {
    const options = { cwd: folder, env, encoding: 'buffer', maxBuffer: mostBytes } as const;
    const child = execFile('git', ['--no-pager', ...args], options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(failureOf(error, stderr.toString('utf8'), folder));
    });
    // Git may end before it has read all; its own answer says why.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input ?? '');
  });
}

function failureOf(error: Error, said: string, folder: string): Error {
  if ('code' in error && error.code === 'ENOENT') {
    return new RevisionError(
      'Comparing with a revision needs git, which is not found. A folder or a lock file can be named instead.',
    );
  }
  if (/not a git repository/i.test(said)) {
    return new RevisionError(
      `${folder} lies in no git repository, so there are no revisions. Name a folder or a lock file instead.`,
    );
  }
  if (/dubious ownership/i.test(said)) {
    return new RevisionError(
      `Git does not trust ${folder}: it belongs to somebody else. See git help config, safe.directory.`,
    );
  }
  return new Error(said.trim() === '' ? error.message : said.trim().split('\n')[0]);
}
