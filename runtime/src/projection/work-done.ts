// How far the work on a generation has come, as its checkpoints in the store say, whichever process does it.
import type { BuildingProgress } from '../errors/projection-errors.js';
import { placesUpTo } from '../store/places-up-to.js';
import type { LogPosition } from '../store/stored-event.js';
import { workName } from './generations.js';
import type { ProjectionStore } from './projection-store.js';
import { findSlices } from './slices.js';

type Reading = Pick<ProjectionStore, 'findDocument' | 'findCheckpoint' | 'parseLogPosition' | 'compareLogPositions'>;

/** The place that all slices of a generation have passed; `undefined` while one of them has passed none. */
export async function placeDone(store: Reading, projection: string, hash: string): Promise<LogPosition | undefined> {
  const slices = await findSlices(store, projection, hash);
  if (slices === undefined) return undefined;
  let slowest: LogPosition | undefined;
  for (let slice = 0; slice < slices; slice += 1) {
    const checkpoint = await store.findCheckpoint(workName(projection, hash, slice, slices));
    if (checkpoint === undefined) return undefined;
    const place = store.parseLogPosition(checkpoint.logPosition);
    if (slowest === undefined || store.compareLogPositions(place, slowest) < 0) slowest = place;
  }
  return slowest;
}

export async function buildingProgress(
  store: ProjectionStore,
  projection: string,
  hash: string | undefined,
): Promise<BuildingProgress> {
  const [head, done] = await Promise.all([
    store.head(),
    hash === undefined ? undefined : placeDone(store, projection, hash),
  ]);
  return { done: placesUpTo(store, done), of: placesUpTo(store, head) };
}

/** Places of the log that a generation has not passed, as far as the store can tell. */
export async function placesBehind(
  store: ProjectionStore,
  projection: string,
  hash: string | undefined,
): Promise<number> {
  const { done, of } = await buildingProgress(store, projection, hash);
  return Math.max(0, of - done);
}
