import type { ParkedEvent } from '../store/parked-event.js';
import type { GenerationWork } from './generation-work.js';
import { workName } from './generations.js';
import type { RebuildResult } from './keeper-options.js';
import type { ProjectionStore } from './projection-store.js';
import { findSkipped, mostTold, type SkippedEvent } from './skipped-events.js';

/** What came of building rows that serve by now. */
export async function rebuildResult(
  store: ProjectionStore,
  projection: string,
  work: GenerationWork,
): Promise<RebuildResult> {
  const { hash, slices } = work.generation;
  let parked = 0;
  let skipped = 0;
  const firstSkipped: SkippedEvent[] = [];
  for (let slice = 0; slice < slices; slice += 1) {
    const name = workName(projection, hash, slice, slices);
    parked += (await allParked(store, name)).length;
    const { count, first } = await findSkipped(store, name);
    skipped += count;
    firstSkipped.push(...first);
  }
  return {
    ...{ projection, events: work.rate.events, skipped, parked },
    firstSkipped: firstSkipped.slice(0, mostTold),
    isComplete: skipped === 0 && parked === 0,
  };
}

async function allParked(store: ProjectionStore, name: string): Promise<readonly ParkedEvent[]> {
  for (let limit = 1_000; ; limit *= 4) {
    const found = await store.readParked(name, { limit });
    if (found.length < limit) return found;
  }
}
