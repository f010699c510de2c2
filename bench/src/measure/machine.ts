import { cpus, loadavg, totalmem } from 'node:os';

/** Where the figures come from, one line: they mean nothing without it. */
export function machineLine(): string {
  const processors = cpus();
  const model = processors[0]?.model.trim() ?? 'unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  const load = loadavg()[0] ?? 0;
  return `node ${process.version}, ${process.platform} ${process.arch}, ${processors.length} × ${model}, ${memory} GiB, load ${load.toFixed(1)} at the start`;
}
