import type { Unit } from '../store/unit.js';
import { workName } from './generations.js';
import { forgetSkipped } from './skipped-events.js';
import { findSlices } from './slices.js';

const parkedPage = 1_000;

/** Checkpoints of all slices: nobody works on the generation from this commit on, and archiving need not wait for it. */
export async function deleteCheckpoints(unit: Unit, projection: string, hash: string): Promise<void> {
  for (const name of await workNames(unit, projection, hash)) await unit.deleteCheckpoint(name);
}

/**
 * Takes away what the work on a dropped generation left in the store: checkpoints, and what it parked or skipped. That its hash was
 * used stays known.
 */
export async function forgetWork(unit: Unit, projection: string, hash: string): Promise<void> {
  await deleteCheckpoints(unit, projection, hash);
  for (const name of await workNames(unit, projection, hash)) {
    await forgetSkipped(unit, name);
    for (;;) {
      const parked = await unit.readParked(name, { limit: parkedPage });
      if (parked.length === 0) break;
      await unit.unpark(
        name,
        parked.map(({ eventId }) => eventId),
      );
    }
  }
}

async function workNames(unit: Unit, projection: string, hash: string): Promise<readonly string[]> {
  const slices = (await findSlices(unit, projection, hash)) ?? 1;
  return Array.from({ length: slices }, (_, slice) => workName(projection, hash, slice, slices));
}
