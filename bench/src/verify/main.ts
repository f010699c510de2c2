/**
 * `npm run bench:verify`: the built `varve verify` on a log of a million stored events in all the schema versions that their
 * types ever had, with one thread and with two. Prints events per second beside a bare scan, and the memory on the way.
 */
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { usageHook } from '../generate/timed-command.js';
import { busyNote, machineLine } from '../measure/machine.js';
import { figure, textTable } from '../measure/table.js';
import { type BenchOptions, readOptions } from '../options.js';
import { writeMixedLog } from './mixed-log.js';
import { rawScan } from './raw-scan.js';
import { timedVerify, type VerifyUsage } from './timed-verify.js';

const root = process.cwd();
const parts = [0.1, 0.5, 1];
const threadCounts = [1, 2];

await main(readOptions(process.argv.slice(2)));

async function main({ smoke, rounds = 1 }: BenchOptions): Promise<void> {
  const events = smoke ? 3_000 : 1_000_000;
  const scratch = await mkdtemp(join(import.meta.dirname, 'scratch-'));
  try {
    console.log(`# Verifying a log\n\n${machineLine()}\n${busyNote()}`);
    const path = join(scratch, 'log.db');
    const writing = performance.now();
    await writeMixedLog(path, events);
    const seconds = (performance.now() - writing) / 1_000;
    const size = (await stat(path)).size / 2 ** 20;
    console.log(`${events.toLocaleString('en-US')} events, ${figure(size)} MiB, written in ${figure(seconds)} s.\n`);
    const rows: (readonly string[])[] = [];
    for (let round = 0; round < rounds; round += 1) rows.push(...(await measure(scratch, path, events)));
    console.log(`${textTable(['', 'events/s', 'time ÷ bare scan', 'CPU s', ...parts.map(peakHead)], rows)}\n`);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function peakHead(part: number): string {
  return `peak MiB at ${String(part * 100)} %`;
}

async function measure(scratch: string, path: string, events: number): Promise<readonly (readonly string[])[]> {
  const bare = await timedScan(path, events);
  const rows = [rowOf('bare scan with JSON.parse', bare, bare)];
  for (const threads of threadCounts) {
    const usage = await verifyWith(threads, { scratch, path, events });
    if (usage.events !== events || usage.failed > 0) {
      throw new Error(`${usage.events} events were read, and ${usage.failed} of them not; all ${events} can be.`);
    }
    rows.push(rowOf(`varve verify, ${threads} thread${threads === 1 ? '' : 's'}`, usage, bare));
  }
  return rows;
}

async function timedScan(path: string, events: number): Promise<VerifyUsage> {
  const before = process.resourceUsage();
  const began = performance.now();
  if ((await rawScan(path)) !== events) throw new Error('The scan did not see all events.');
  const wall = (performance.now() - began) / 1_000;
  const after = process.resourceUsage();
  const micros = after.userCPUTime - before.userCPUTime + (after.systemCPUTime - before.systemCPUTime);
  return { events, failed: 0, cpu: micros / 1e6, wall, peaks: parts.map(() => undefined) };
}

interface Log {
  readonly scratch: string;
  readonly path: string;
  readonly events: number;
}

async function verifyWith(threads: number, { scratch, path, events }: Log): Promise<VerifyUsage> {
  const folder = await mkdtemp(join(scratch, 'run-'));
  const hookFile = join(folder, 'usage-hook.cjs');
  await writeFile(hookFile, usageHook);
  const resumeFile = join(folder, 'progress.json');
  const app = join(root, 'bench', 'evolved', 'src', 'registries.ts');
  const flags = ['--app', app, '--store', path, '--threads', String(threads), '--resume', resumeFile];
  const command = [join(root, 'generator', 'bin', 'varve.js'), 'verify', ...flags, '--format', 'json'];
  return timedVerify({ command, folder, hookFile, resumeFile, usageFile: join(folder, 'usage.json'), events, parts });
}

function rowOf(title: string, { events, wall, cpu, peaks }: VerifyUsage, bare: VerifyUsage): readonly string[] {
  const memory = peaks.map((peak) => (peak === undefined ? '–' : peak.toFixed(0)));
  return [title, figure(events / wall), (wall / bare.wall).toFixed(2), figure(cpu), ...memory];
}
