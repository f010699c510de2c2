import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { memoryContests, sqliteContests } from '../../bench/src/runtime/store-contests.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const launcher = fileURLToPath(new URL('../../bench/run.mjs', import.meta.url));
const patience = 180_000;

interface Said {
  readonly stdout: string;
  readonly stderr: string;
}

async function bench(...args: readonly string[]): Promise<Said> {
  return promisify(execFile)(process.execPath, [launcher, ...args], { cwd: root });
}

/** Cells of the table row that begins with this title. */
function rowOf(stdout: string, title: string): readonly string[] {
  const row = stdout.split('\n').find((line) => line.startsWith(`| ${title} `));
  if (row === undefined) throw new Error(`No row «${title}» in:\n${stdout}`);
  return row.split('|').map((cell) => cell.trim());
}

describe('bench:runtime', () => {
  it('prints every row, with a figure for raw code and one for Varve', { timeout: patience }, async () => {
    const { stdout } = await bench('runtime', '--smoke');
    const stores = [...memoryContests({}, ''), ...sqliteContests({}, '')].map(({ title }) => title);
    const titles = [...stores, 'decode for a fold, checked', 'decode with metadata, unchecked'];
    expect(titles.length).toBeGreaterThan(15);
    for (const title of titles) {
      const [, , unit, raw, , varve] = rowOf(stdout, title);
      expect(unit).toMatch(/^[a-z]+$/);
      expect(raw).toMatch(/^[\d,.]+$/);
      expect(varve).toMatch(/^[\d,.]+$/);
    }
    expect(stdout).toMatch(/^node v\d+/m);
  });

  it('says when it does not know an argument', { timeout: patience }, async () => {
    await expect(bench('runtime', '--no-build', '--smoke', '--fast')).rejects.toThrow('--fast');
  });
});

describe('bench:generate', () => {
  it('prints every situation', { timeout: patience }, async () => {
    const { stdout } = await bench('generate', '--smoke', '--no-build');
    for (const title of ['node alone', '10 events, cold', '10 events, unchanged', '10 events, one file changed']) {
      const [, , cpu, wall, memory] = rowOf(stdout, title);
      for (const figure of [cpu, wall, memory]) expect(figure).toMatch(/^[\d,.]+$/);
    }
    const [, , ...watched] = rowOf(stdout, '10 events, watched');
    for (const figure of watched.slice(0, 4)) expect(figure).toMatch(/^[\d,.]+$/);
  });
});

describe('the launcher', () => {
  it('refuses a benchmark that does not exist', { timeout: patience }, async () => {
    await expect(bench('everything')).rejects.toMatchObject({ code: 2 });
  });
});
