/**
 * Disks that a benchmark runs on: the machine's own, and the same one with every wait for it made longer, by a library that
 * is put before the system's in the processes under measurement. It counts these waits on both.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type DiskName = 'native' | 'slowed';

/** Milliseconds that every fsync and fdatasync takes longer on the slowed disk. */
export const slowedBy = 2;

const variables = { delay: 'VARVE_SYNC_DELAY_US', count: 'VARVE_SYNC_COUNT', library: 'LD_PRELOAD' } as const;

export type Library = { readonly path: string } | { readonly missing: string };

/** Translates the library into `folder`, if this system has a C compiler and can load it that way. */
export function compileShim(source: string, folder: string): Library {
  if (process.platform !== 'linux') return { missing: 'libraries are loaded before others on Linux only' };
  const path = join(folder, 'sync-shim.so');
  const { status, error, stderr } = spawnSync('cc', ['-shared', '-fPIC', '-O2', '-o', path, source, '-ldl'], {
    encoding: 'utf8',
  });
  if (status === 0) return { path };
  return { missing: error === undefined ? `cc failed: ${stderr.trim()}` : `there is no C compiler (${error.message})` };
}

/** What a process runs with so that it, and what it starts, meets this disk. `folder` is for the count. */
export function environmentOf(disk: DiskName, library: Library, folder: string): Readonly<Record<string, string>> {
  if ('missing' in library) return {};
  const count = join(folder, `syncs-${disk}`);
  writeFileSync(count, new Uint8Array(8));
  // The server may run as somebody else.
  chmodSync(count, 0o666);
  return {
    [variables.library]: library.path,
    [variables.count]: count,
    [variables.delay]: String(disk === 'slowed' ? slowedBy * 1_000 : 0),
  };
}

/** The variables that this process was given, for a server that it starts. */
export function inheritedEnvironment(): Readonly<Record<string, string>> {
  const found = Object.values(variables).flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(found);
}

/** Waits for the disk so far, of this process and all that share its count; `undefined` where nobody counts. */
export function syncsSoFar(): number | undefined {
  const path = process.env[variables.count];
  return path === undefined ? undefined : Number(readFileSync(path).readBigUInt64LE());
}
