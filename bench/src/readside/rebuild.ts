/** Rows of a million events made anew while appends go on, and compared with a fold of the log. */
import { setTimeout as sleep } from 'node:timers/promises';
import { figure } from '../measure/table.js';
import { itemsOf } from '../runtime/workload.js';
import type { OpenViewer } from './viewer.js';
import { fillLog } from './view-contests.js';

const perStream = 100;

/** @returns a sentence with the figures @throws Error when the view is not what was appended */
export async function rebuildBesideAppends(open: OpenViewer, folder: string, events: number): Promise<string> {
  const viewer = await open(folder);
  try {
    await fillLog(viewer, events, Math.min(50, perStream), perStream);
    let appended = 0;
    const built = new AbortController();
    const begun = performance.now();
    const writer = (async () => {
      for (; !built.signal.aborted; appended += 1) {
        await viewer.append(`beside${appended}`, 0, itemsOf(1));
        await sleep(10);
      }
    })();
    await viewer.build();
    const seconds = (performance.now() - begun) / 1_000;
    built.abort();
    await writer;
    const stop = await viewer.follow?.();
    const pieces = itemsOf(perStream).reduce((sum, { quantity }) => sum + quantity, 0);
    const expected = { rows: events / perStream + appended, items: (events / perStream) * pieces + appended };
    const found = await viewer.sums();
    await stop?.();
    if (found.rows !== expected.rows || found.items !== expected.items) {
      throw new Error(`The view holds ${JSON.stringify(found)}, not ${JSON.stringify(expected)}.`);
    }
    return `${events.toLocaleString('en-US')} events and ${appended} that came meanwhile in ${seconds.toFixed(1)} s: ${figure(events / seconds)} events/s; the view is what was appended`;
  } finally {
    await viewer.close();
  }
}
