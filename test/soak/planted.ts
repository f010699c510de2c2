/** A small log that kept its promises, and everything that is said of it: tests of the judge plant their violations there. */
import type { FullEventStore } from '../../runtime/src/store/event-store.js';
import type { NewStoredEvent } from '../../runtime/src/store/stored-event.js';
import { createMemoryEventStore } from '../../runtime/src/stores/memory/memory-event-store.js';
import { batch, stream } from '../faults/children/program.js';
import { judge } from './judge.js';
import { handleOf } from './known-log.js';
import { markList, type Owner, type Testimony } from './testimony.js';

export const name = stream('account-1');
/** Batches in the order of a log that kept its promises. */
export const first = batch('a.0.0', 3);
export const north = batch('a.1.0', 2);
export const second = batch('a.0.1', 2);
export const south = batch('a.2.0', 2);

export type Written = readonly [Owner, readonly NewStoredEvent[]];
export const inOrder: readonly Written[] = [
  ['-', first],
  ['north', north],
  ['-', second],
  ['south', south],
];

export async function storeWith(...written: readonly Written[]): Promise<FullEventStore> {
  const store = createMemoryEventStore();
  for (const [owner, events] of written) {
    await handleOf(store, owner).append({ streamName: name, expected: 'any', events });
  }
  return store;
}

export const member = (kind: Testimony['kind'], ...lines: readonly string[]): Testimony => ({
  kind,
  lines: lines.map((line) => `${line} .`),
});

export const began = [
  'begin a.0.0 - account-1',
  'begin a.1.0 north account-1',
  'begin a.0.1 - account-1',
  'begin a.2.0 south account-1',
];
export const writer = member('writer', ...began, 'ack a.0.0 0 3', 'ack a.1.0 0 2', 'ack a.0.1 3 2', 'ack a.2.0 0 2');
export const all = [...first, ...north, ...second, ...south];
export const page = (manner: string, owner: Owner, position: number, events: readonly NewStoredEvent[]): string =>
  `page ${manner} ${owner} ${String(position)} ${markList(events)}`;

/** Log positions of the store in memory count from 1. */
export const reader = (...lines: readonly string[]): Testimony => member('reader', 'from all - -', ...lines);

/** The first two of nobody's events were moved to the archive, and north's stream is archived. */
export async function archivedStore(): Promise<FullEventStore> {
  const store = await storeWith(...inOrder);
  await store.truncateStream(name, { before: 2 });
  await store.forTenant('north').archiveStream(name, 'any');
  return store;
}

export const truncated = ['step r.0 - account-1 truncate 2', 'done r.0 open 5 2 moved'];
export const archived = ['step r.1 north account-1 archive 0', 'done r.1 archived 2 2 moved'];
export const archiver = member('archiver', ...truncated, ...archived);

export async function violationsOf(store: FullEventStore, ...members: readonly Testimony[]): Promise<string> {
  return (await judge(store, members)).violations.join('\n');
}

type ReadLog = FullEventStore['readLog'];
export type Events = Awaited<ReturnType<ReadLog>>['events'];

/** The store, with what one manner of reading shows changed. */
export function withLog<S extends Pick<FullEventStore, 'readLog'>>(
  store: S,
  change: (events: Events) => Events,
  archivedToo: 'include' | 'exclude' = 'include',
): S {
  const readLog: ReadLog = async (options) => {
    const read = await store.readLog(options);
    return options?.archived === archivedToo ? { ...read, events: change(read.events) } : read;
  };
  return { ...store, readLog };
}
