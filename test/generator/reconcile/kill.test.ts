import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNodeHost } from '../../../generator/src/host/node-host.js';

const files = 20;
const repeats = 100_000;
let folder = '';
let script = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'varve-kill-'));
  script = join(folder, 'apply-forever.mjs');
  const entry = fileURLToPath(new URL('../../support/apply-forever.ts', import.meta.url));
  await build({
    entryPoints: [entry],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Names of the files that were found half-way. */
async function killAfter(milliseconds: number, root: string): Promise<readonly string[]> {
  const child = spawn(process.execPath, [script, root, String(files), String(repeats)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  await wait(milliseconds);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const whole = new Set(['old', 'new'].map((text) => text.repeat(repeats)));
  return readdirSync(join(root, 'out'))
    .filter((name) => !name.startsWith('.varve-tmp-'))
    .filter((name) => !whole.has(readFileSync(join(root, 'out', name), 'utf8')));
}

test('a run that is killed leaves every file old or new, and the next run sweeps up behind it', async () => {
  const root = mkdtempSync(join(folder, 'root-'));
  let leftovers = 0;
  let kills = 0;
  // Ten at least, and more until one of them hit a file that was being written.
  for (; kills < 10 || (leftovers === 0 && kills < 60); kills += 1) {
    expect(await killAfter((kills % 10) * 1.7, root)).toEqual([]);
    leftovers += await createNodeHost(root).removeLeftovers('out');
    expect(readdirSync(join(root, 'out')).sort()).toEqual(
      Array.from({ length: files }, (_, index) => `${index}.ts`).sort(),
    );
  }
  expect(leftovers).toBeGreaterThan(0);
  process.stdout.write(`${kills} kills, ${leftovers} of them while a file was being written\n`);
});
