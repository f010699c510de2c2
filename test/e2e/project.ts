import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

/** The built command. Run `npm run build` first. */
export const bin = fileURLToPath(new URL('../../generator/bin/varve.js', import.meta.url));

export interface Run {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Project {
  readonly root: string;
  readonly write: (path: string, text: string) => void;
  readonly read: (path: string) => string;
  readonly has: (path: string) => boolean;
  readonly remove: (path: string) => void;
  /** All files but dependencies, with their texts, sorted. */
  readonly tree: (folder?: string) => Readonly<Record<string, string>>;
  readonly modified: (path: string) => number;
  readonly varve: (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<Run>;
  readonly spawn: (args: readonly string[]) => ChildProcess;
}

const made: string[] = [];
afterAll(() => {
  for (const root of made.splice(0)) rmSync(root, { recursive: true, force: true });
});

/** An empty project outside the repository, with these files. */
export function createProject(files: Readonly<Record<string, string>> = {}): Project {
  if (!existsSync(bin)) throw new Error(`There is no ${bin}: run npm run build.`);
  const root = mkdtempSync(join(tmpdir(), 'varve-e2e-'));
  made.push(root);
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess =>
    spawn(process.execPath, [bin, ...args], { cwd: root, env: { PATH: process.env['PATH'], ...env } });
  return {
    root,
    write,
    read: (path) => readFileSync(join(root, path), 'utf8'),
    has: (path) => existsSync(join(root, path)),
    remove: (path) => rmSync(join(root, path), { recursive: true }),
    tree: (folder = '') => treeOf(root, folder),
    modified: (path) => statSync(join(root, path)).mtimeMs,
    varve: (args, env) => finished(start(args, env)),
    spawn: start,
  };
}

function treeOf(root: string, folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.includes('node_modules') && statSync(join(root, folder, path)).isFile())
    .sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, folder, path), 'utf8')]));
}

/** Waits for the end and gives all that was said. */
export function finished(child: ChildProcess): Promise<Run> {
  const said = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, ...said }));
  });
}
