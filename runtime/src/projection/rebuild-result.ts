import type { ParkedEvent } from '../store/parked-event.js';
import type { GenerationWork } from './generation-work.js';
import { workName } from './generations.js';
import type { RebuildResult } from './keeper-options.js';
import type { ProjectionStore } from './projection-store.js';

/** What came of building rows that serve by now. */
export async function rebuildResult(
  store: ProjectionStore,
  projection: string,
  work: GenerationWork,
): Promise<RebuildResult> {
  const { hash, slices } = work.generation;
  let parked = 0;
  for (let slice = 0; slice < slices; slice += 1) {
    parked += (await allParked(store, workName(projection, hash, slice, slices))).length;
  }
  const skipped = work.health.reduce((sum, health) => sum + health.skipped, 0);
  return { projection, events: work.rate.events, skipped, parked, isComplete: skipped === 0 && parked === 0 };
}

async function allParked(store: ProjectionStore, name: string): Promise<readonly ParkedEvent[]> {
  for (let limit = 1_000; ; limit *= 4) {
    const found = await store.readParked(name, { limit });
    if (found.length < limit) return found;
  }
}
