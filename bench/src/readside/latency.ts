/** From the answer to an append until the view has it, at a steady rate. */
import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../measure/statistics.js';
import { figure, textTable } from '../measure/table.js';
import { itemsOf } from '../runtime/workload.js';
import type { OpenViewer } from './viewer.js';

export interface LatencyRow {
  readonly name: string;
  readonly open: OpenViewer;
}

interface Load {
  readonly perSecond: number;
  readonly appends: number;
}

export async function latencyTable(rows: readonly LatencyRow[], folder: string, load: Load): Promise<string> {
  const lines: (readonly string[])[] = [];
  for (const { name, open } of rows) {
    const waits = await waitsOf(open, folder, load);
    if (waits !== undefined) lines.push([name, ...[0.5, 0.95, 0.99].map((share) => figure(percentile(waits, share)))]);
  }
  return textTable(['', 'median ms', '95 % ms', '99 % ms'], lines);
}

/** Milliseconds of each append; `undefined` where nothing follows the log. */
async function waitsOf(
  open: OpenViewer,
  folder: string,
  { perSecond, appends }: Load,
): Promise<readonly number[] | undefined> {
  const viewer = await open(folder);
  try {
    const items = itemsOf(1);
    await viewer.append('first', 0, items);
    const stop = await viewer.follow?.();
    if (stop === undefined) return undefined;
    const visible = async (stream: string): Promise<number> => {
      const from = performance.now();
      while ((await viewer.find(stream)) === undefined) await sleep(1);
      return performance.now() - from;
    };
    await visible('first');
    const waits: Promise<number>[] = [];
    const begun = performance.now();
    for (let index = 0; index < appends; index += 1) {
      await sleep(Math.max(0, begun + (index * 1_000) / perSecond - performance.now()));
      const stream = `latency${index}`;
      await viewer.append(stream, 0, items);
      waits.push(visible(stream));
    }
    const all = await Promise.all(waits);
    await stop();
    return all;
  } finally {
    await viewer.close();
  }
}
