/**
 * `npm run bench:stores`: the stores on SQLite and PostgreSQL beside the least that raw code could do and beside Emmett's, on the
 * machine's disk and on the same one slowed, then two ways to order the log. Each disk is a process of its own, since
 * what slows it is loaded when a process starts. Exits with 0 whatever the figures are.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { busyNote, machineLine } from '../measure/machine.js';
import { readOptions } from '../options.js';
import { compileShim, type DiskName, environmentOf, slowedBy } from './disk/disk.js';
import { measureOn } from './measure-on.js';

const variable = 'VARVE_BENCH_DISK';
const source = join(import.meta.dirname, '..', '..', 'src', 'stores', 'disk', 'sync-shim.c');

const args = process.argv.slice(2);
const options = readOptions(args);
const given = process.env[variable];
if (given === 'native' || given === 'slowed') await measureOn(given, options);
else process.exitCode = startBoth();

function startBoth(): number {
  // Where a server that runs as somebody else gets at it.
  const folder = mkdtempSync(join(tmpdir(), 'varve-disk-'));
  chmodSync(folder, 0o755);
  try {
    console.log(`# Benchmark of stores\n\n${machineLine()}\n${busyNote()}`);
    const library = compileShim(source, folder);
    if ('missing' in library) console.log(`Waits for the disk are not counted: ${library.missing}.\n`);
    for (const disk of ['native', 'slowed'] as const satisfies readonly DiskName[]) {
      if (disk === 'slowed' && 'missing' in library) {
        console.log(`Nothing is measured on a disk slowed by ${slowedBy} ms: ${library.missing}.\n`);
        continue;
      }
      const env = { ...process.env, ...environmentOf(disk, library, folder), [variable]: disk };
      const script = process.argv[1] ?? '';
      const { status, error } = spawnSync(process.execPath, [...process.execArgv, script, ...args], {
        env,
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      if (status !== 0) throw error ?? new Error(`The benchmark on the ${disk} disk ended with ${status}.`);
    }
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
