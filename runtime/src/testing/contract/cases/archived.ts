import type { ArchiveResult } from '../../../store/archive.js';
import type { ReadLogOptions, ReadStreamOptions } from '../../../store/read.js';
import type { NewStoredEvent } from '../../../store/stored-event.js';
import type { StreamName } from '../../../message/identifiers.js';
import { claimSame } from '../claims.js';
import type { World } from '../contract-case.js';
import { needing } from './needing.js';

// What the cases of the archive have in common.

export const needingArchive = needing('archive');

export interface GivenStream {
  readonly streamName: StreamName;
  readonly events: readonly NewStoredEvent[];
}

export async function streamOf({ store, samples }: World, count: number): Promise<GivenStream> {
  const streamName = samples.stream();
  const events = samples.events(count);
  await store.append({ streamName, expected: 'no-stream', events });
  return { streamName, events };
}

export async function archivedStream(world: World): Promise<GivenStream> {
  const given = await streamOf(world, 3);
  const result = await world.store.archiveStream(given.streamName, { streamVersion: 3 });
  claimSame(result, standing('archived', 3, 3), 'Archived, all of it.');
  return given;
}

export async function truncatedStream(world: World, count: number, before: number): Promise<GivenStream> {
  const given = await streamOf(world, count);
  const result = await world.store.truncateStream(given.streamName, { before });
  claimSame(result, standing('open', count, before), 'Truncated, and open.');
  return given;
}

export function standing(
  state: 'absent' | 'open' | 'archived',
  streamVersion: number,
  archivedBefore: number,
  deduplicated = false,
): ArchiveResult {
  return { kind: 'done', state, streamVersion, archivedBefore, deduplicated };
}

export const idsOf = (events: readonly { readonly eventId: string }[]): readonly string[] =>
  events.map(({ eventId }) => eventId);

export async function idsIn(
  { store }: World,
  streamName: StreamName,
  options?: ReadStreamOptions,
): Promise<readonly string[]> {
  return idsOf((await store.readStream(streamName, options)).events);
}

/** Ids in the whole log, and its places as text, page by page. */
export async function wholeLog(
  { store }: World,
  options: Omit<ReadLogOptions, 'after'> = {},
): Promise<{ readonly ids: readonly string[]; readonly places: readonly string[] }> {
  const ids: string[] = [];
  const places: string[] = [];
  let page = await store.readLog(options);
  for (;;) {
    ids.push(...idsOf(page.events));
    places.push(...page.events.map(({ logPosition }) => store.serializeLogPosition(logPosition)));
    if (page.end || page.scannedTo === undefined) return { ids, places };
    page = await store.readLog({ ...options, after: page.scannedTo });
  }
}
