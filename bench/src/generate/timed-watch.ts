import { type ChildProcess, spawn } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { changeOneFile } from './project.js';

/** What one save under `generate --watch` took, in milliseconds. */
export interface Cycle {
  /** From the moment at which the file was saved until the generated file holds what was added. */
  readonly output: number;
  /** What the cycle says of itself: from reading the schemas to the last file written. */
  readonly own: number;
}

const generatedFile = 'src/generated/region1/dossier1.events.ts';
const patience = 60_000;

/**
 * Starts `generate --watch` in a project and saves one file `saves` times, each time with one more field, from another
 * process, as an editor would. The first cycle does not count: it loads what later ones have.
 * @throws Error when the watch ends, or never writes
 */
export async function timedWatch(command: readonly string[], folder: string, saves: number): Promise<readonly Cycle[]> {
  const child = spawn(process.execPath, [...command, '--watch'], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: '1' },
  });
  const said = { text: '' };
  child.stderr.on('data', (chunk: Buffer) => (said.text += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => (said.text += chunk.toString()));
  const until = async (what: string, holds: () => Promise<boolean> | boolean): Promise<void> =>
    waitFor({ child, what, said, holds });
  try {
    await until('the first run', () => said.text.includes('watching'));
    const cycles: Cycle[] = [];
    for (let save = 0; save <= saves; save += 1) {
      const printed = said.text.length;
      const before = performance.now();
      await changeOneFile(folder, save);
      await until(`save ${save}`, async () => (await writtenText(folder)).includes(`remark${save}?`));
      const output = performance.now() - before;
      await until(`the line of save ${save}`, () => / \d+ ms\n/.test(said.text.slice(printed)));
      const own = Number(/ (\d+) ms\n/.exec(said.text.slice(printed))?.[1]);
      if (save > 0) cycles.push({ output, own });
      // Until the machine has settled: the next save is a person's, not the same breath.
      await setTimeout(100);
    }
    return cycles;
  } finally {
    child.kill('SIGTERM');
    if (child.exitCode === null) await new Promise((resolve) => child.once('close', resolve));
  }
}

/** Looks for the text only when there is something new; a file that is being replaced is looked at again. */
async function writtenText(folder: string): Promise<string> {
  const path = join(folder, generatedFile);
  try {
    const { mtimeMs } = await stat(path);
    if (mtimeMs === seen.mtimeMs && path === seen.path) return seen.text;
    seen = { path, mtimeMs, text: await readFile(path, 'utf8') };
    return seen.text;
  } catch {
    return '';
  }
}

let seen = { path: '', mtimeMs: 0, text: '' };

interface Waiting {
  readonly child: ChildProcess;
  readonly what: string;
  readonly said: { readonly text: string };
  readonly holds: () => Promise<boolean> | boolean;
}

async function waitFor({ child, what, said, holds }: Waiting): Promise<void> {
  const deadline = performance.now() + patience;
  while (!(await holds())) {
    if (child.exitCode !== null || performance.now() > deadline) throw new Error(`${what}: never.\n${said.text}`);
    await setTimeout(1);
  }
}
