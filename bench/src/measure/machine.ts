import { cpus, loadavg, totalmem } from 'node:os';

/** Where the figures come from, one line: they mean nothing without it. */
export function machineLine(): string {
  const processors = cpus();
  const model = processors[0]?.model.trim() ?? 'unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  const load = loadavg()[0] ?? 0;
  return `node ${process.version}, ${process.platform} ${process.arch}, ${processors.length} × ${model}, ${memory} GiB, load ${load.toFixed(1)} at the start`;
}

/** A warning where other work on the machine makes absolute figures too high; empty on a quiet machine. */
export function busyNote(): string {
  const load = loadavg()[0] ?? 0;
  if (load <= cpus().length / 2) return '';
  return `The machine is busy (load ${load.toFixed(1)} on ${cpus().length} processors): trust ratios, not seconds.\n`;
}
