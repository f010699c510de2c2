/** Reads the whole log once and folds it into a timeline for each repository. */
import { type FullEventStore, readLog } from '@varve/runtime';
import { type Entry, entryOf } from './entry.js';
import { githubRegistry } from './generated/github/github.js';
import { type Timeline, timelineOf } from './timeline.js';

/** @returns timelines by full name, the longest first. */
export async function readTimelines(store: FullEventStore): Promise<readonly (readonly [string, Timeline])[]> {
  const entries = new Map<string, Entry[]>();
  for await (const { type, data, id } of readLog(store, [githubRegistry])) {
    const repository = `${id.owner}/${id.name}`;
    const told = entries.get(repository) ?? [];
    entries.set(repository, [...told, entryOf(type, data)]);
  }
  return [...entries]
    .flatMap(([repository, told]) => {
      const timeline = timelineOf(told);
      return timeline === undefined ? [] : [[repository, timeline] as const];
    })
    .toSorted(([, a], [, b]) => b.events - a.events);
}
