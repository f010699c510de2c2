/** A view made of a whole log: events a second, whoever folds them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Aim, Contender, Contest, Side } from '../measure/contest.js';
import { itemsOf } from '../runtime/workload.js';
import type { OpenViewer, Viewer } from './viewer.js';

export type ViewerField = Partial<Readonly<Record<Side, OpenViewer>>>;

export const aims: readonly Aim[] = [
  { against: 'raw', least: 0.5 },
  { against: 'emmett', least: 5 },
];

const perStream = 20;
const atOnce = 16;

/** @param fewer of Emmett's events, which take minutes otherwise */
export function viewContest(
  field: ViewerField,
  scratch: string,
  { events, fewer }: { events: number; fewer: number },
): Contest {
  const contenders: Partial<Record<Side, Contender>> = {};
  for (const side of ['raw', 'emmett', 'varve'] as const) {
    const open = field[side];
    if (open !== undefined) contenders[side] = contenderOf(open, scratch, side === 'emmett' ? fewer : events);
  }
  return { title: `make a view of the log`, unit: 'event', aims, contenders };
}

function contenderOf(open: OpenViewer, scratch: string, events: number): Contender {
  let standing: { readonly viewer: Viewer; readonly folder: string } | undefined;
  return {
    async trial(_round, portion) {
      const operations = Math.max(perStream, Math.round((events * portion) / perStream) * perStream);
      if (standing === undefined) {
        const folder = await mkdtemp(join(scratch, 'view-'));
        standing = { folder, viewer: await open(folder) };
        await fillLog(standing.viewer, operations);
      }
      const { viewer } = standing;
      const check = viewer.missesEvents ? {} : { check: () => assertSums(viewer, operations) };
      return { operations, work: () => viewer.build(), ...check };
    },
    async close() {
      await standing?.viewer.close();
      if (standing !== undefined) await rm(standing.folder, { recursive: true, force: true });
    },
  };
}

/** Streams that grow at the same time, by commands of five events. */
export async function fillLog(viewer: Viewer, events: number, perCommand = 5, length = perStream): Promise<void> {
  const streams = Array.from({ length: events / length }, (_, index) => `basket${index}`);
  const items = itemsOf(length);
  for (let at = 0; at < streams.length; at += atOnce) {
    const growing = streams.slice(at, at + atOnce);
    for (let stored = 0; stored < length; stored += perCommand) {
      await Promise.all(
        growing.map((stream) => viewer.append(stream, stored, items.slice(stored, stored + perCommand))),
      );
    }
  }
}

/** @throws Error unless the view holds all events, each once */
export async function assertSums(viewer: Viewer, events: number, length = perStream): Promise<void> {
  const pieces = itemsOf(length).reduce((sum, { quantity }) => sum + quantity, 0);
  const expected = { rows: events / length, items: (events / length) * pieces };
  const found = await viewer.sums();
  if (found.rows === expected.rows && found.items === expected.items) return;
  throw new Error(`The view holds ${JSON.stringify(found)}, not ${JSON.stringify(expected)}.`);
}
