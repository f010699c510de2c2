import type { Registry } from '../registry/registry.js';
import type { LogPage } from '../store/read.js';
import type { LoggedStoredEvent, LogPosition } from '../store/stored-event.js';
import type { Unit } from '../store/unit.js';
import { beginAt, placeOfCheckpoint } from './checkpoints.js';
import type { Desk } from './desk.js';
import { handlePage } from './handle-page.js';
import { isPassing } from './infrastructure.js';
import type { AtEnd } from './page-work.js';
import type { Patience } from './patience.js';
import type { WakeUp } from './wake-up.js';

export interface Following<R extends readonly Registry[], U extends Unit> {
  readonly desk: Desk<R, U>;
  readonly patience: Patience;
  /** Rung when there may be something to do. */
  readonly wake: WakeUp;
  /** What else is to be done between two pages. */
  readonly between: () => Promise<void>;
}

/** Stored events that a page of a filtered log may scan: most of them are not for us. */
const filteredPage = 1_000;
const mostIdlePages = 50;
const firstWait = 50;

/** Where the processor left off, or begins. @throws CheckpointMismatchError */
export async function resume<R extends readonly Registry[], U extends Unit>({
  settings: { store, name, from },
  leadership: { lease },
  tally,
}: Desk<R, U>): Promise<LogPosition | undefined> {
  const checkpoint = await store.findCheckpoint(name);
  const place =
    checkpoint === undefined ? await beginAt(store, name, from, lease) : await placeOfCheckpoint(store, checkpoint);
  tally.begins(place && store.serializeLogPosition(place));
  return place;
}

/**
 * Handles what comes, from a place on, until the lease is lost or the processor is to stop.
 * @returns whether its work is done for good
 * @throws as `handlePage` does
 */
export async function followLog<R extends readonly Registry[], U extends Unit>(
  following: Following<R, U>,
  begin: LogPosition | undefined,
): Promise<boolean> {
  const { desk, patience, wake, between } = following;
  const { pollInterval } = desk.settings;
  let at: Place = { logPosition: begin, idlePages: 0, moved: false, end: false };
  let pause = firstWait;
  while (!desk.isStopping() && !desk.leadership.isLost) {
    await between();
    const seen = wake.signals;
    at = await onePage(following, at);
    desk.tally.looked(at.end);
    if (!at.end) continue;
    const { logPosition } = at;
    const { isDone, at: reached } = await patience.try(() => atEnd(desk, logPosition));
    if (isDone) return true;
    at = { ...at, logPosition: reached };
    pause = Math.min(at.moved ? firstWait : pause * 2, pollInterval);
    if (!at.moved) await wake.wait(pause, seen);
  }
  return false;
}

async function atEnd<R extends readonly Registry[], U extends Unit>(
  { settings: { work }, leadership: { lease } }: Desk<R, U>,
  at: LogPosition | undefined,
): Promise<AtEnd> {
  return work.atEnd === undefined ? { isDone: false, at } : work.atEnd(at, lease);
}

interface Place {
  readonly logPosition: LogPosition | undefined;
  /** Pages since the last commit that had nothing for us. */
  readonly idlePages: number;
  readonly moved: boolean;
  /** Nothing lay behind it. */
  readonly end: boolean;
}

async function onePage<R extends readonly Registry[], U extends Unit>(
  following: Following<R, U>,
  { logPosition: from, idlePages }: Place,
): Promise<Place> {
  const { desk, patience } = following;
  const { events, scannedTo, end } = await patience.try(() => readPage(desk, from));
  const isSame = from !== undefined && scannedTo !== undefined && isEqual(desk, scannedTo, from);
  if (scannedTo === undefined || isSame) return { logPosition: from, idlePages, moved: false, end };
  // Where nothing is to be handled for long, not every page is worth a commit.
  if (events.length === 0 && !end && idlePages < mostIdlePages) {
    return { logPosition: scannedTo, idlePages: idlePages + 1, moved: true, end };
  }
  const reached = await handled(following, events, scannedTo, from);
  await pauseAfter(desk, events.length);
  return { logPosition: reached, idlePages: 0, moved: true, end: end && reached === scannedTo };
}

function isEqual<R extends readonly Registry[], U extends Unit>(
  { settings: { store } }: Desk<R, U>,
  left: LogPosition,
  right: LogPosition,
): boolean {
  return store.compareLogPositions(left, right) === 0;
}

async function pauseAfter<R extends readonly Registry[], U extends Unit>(
  { settings: { work }, stopping }: Desk<R, U>,
  events: number,
): Promise<void> {
  const pause = work.pauseAfter?.(events) ?? 0;
  if (pause > 0) await stopping.wait(pause);
}

/** A page with those events that are this processor's. */
async function readPage<R extends readonly Registry[], U extends Unit>(
  { settings: { store, batch, types, work } }: Desk<R, U>,
  after: LogPosition | undefined,
): Promise<LogPage> {
  const { filter } = types;
  const page = await store.readLog({
    limit: filter === undefined ? batch : Math.max(batch, filteredPage),
    ...(after === undefined ? {} : { after }),
    ...(filter === undefined ? {} : { filter }),
  });
  return work.isOurs === undefined ? page : { ...page, events: page.events.filter((stored) => work.isOurs?.(stored)) };
}

/** A page in units of no more than a batch. When the store fails in the middle, its checkpoint says how far it came. */
async function handled<R extends readonly Registry[], U extends Unit>(
  { desk, patience }: Following<R, U>,
  events: readonly LoggedStoredEvent[],
  upTo: LogPosition,
  from: LogPosition | undefined,
): Promise<LogPosition | undefined> {
  const { batch } = desk.settings;
  let reached = from;
  try {
    for (let at = 0; at === 0 || at < events.length; at += batch) {
      const some = events.slice(at, at + batch);
      const last = at + batch < events.length ? some.at(-1) : undefined;
      const end = last?.logPosition ?? upTo;
      reached = (await handlePage(desk, some, end)) ?? reached;
      if (reached !== end) return reached;
    }
    return reached;
  } catch (error) {
    if (!isPassing(error)) throw error;
    await patience.wait(error);
    return patience.try(() => resume(desk));
  }
}
