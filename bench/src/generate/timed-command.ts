import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** What one run of a command took. */
export interface Usage {
  /** Seconds, user plus system, of the child itself. */
  readonly cpu: number;
  /** Seconds from start to exit as its parent sees them. */
  readonly wall: number;
  /** Largest resident set, MiB. */
  readonly memory: number;
}

interface Reported {
  readonly userCPUTime: number;
  readonly systemCPUTime: number;
  readonly maxRSS: number;
}

/**
 * Writes what the process used into the file that VARVE_BENCH_USAGE names, in its last moment. Linux counts what the parent
 * held when it started the process into `maxRSS`, but not into what it says of the process itself.
 */
export const usageHook = `process.on('exit', () => {
  const { readFileSync, writeFileSync } = require('node:fs');
  const usage = process.resourceUsage();
  try {
    usage.maxRSS = Number(/VmHWM:\\s+([0-9]+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
  } catch {}
  writeFileSync(process.env.VARVE_BENCH_USAGE, JSON.stringify(usage));
});
`;

let runs = 0;

/** Runs `node <args>` in `folder` with the hook at `hookFile`. @throws Error unless it exits with 0 */
export async function timedNode(args: readonly string[], folder: string, hookFile: string): Promise<Usage> {
  runs += 1;
  const usageFile = join(folder, `.usage-${runs}.json`);
  const env = { ...process.env, VARVE_BENCH_USAGE: usageFile, NO_COLOR: '1' };
  const start = performance.now();
  const child = spawn(process.execPath, ['--require', hookFile, ...args], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const wall = (performance.now() - start) / 1_000;
  if (code !== 0)
    throw new Error(`node ${args.join(' ')} exited with ${code}:\n${Buffer.concat(said).toString().slice(0, 4_000)}`);
  const used = JSON.parse(await readFile(usageFile, 'utf8')) as Reported;
  await rm(usageFile);
  return { cpu: (used.userCPUTime + used.systemCPUTime) / 1e6, wall, memory: used.maxRSS / 1_024 };
}
