import { systemMilliseconds } from '../command/platform.js';
import type { ParkedReader } from '../store/parked-event.js';
import { placesUpTo } from '../store/places-up-to.js';
import type { LogReader } from '../store/read.js';
import type { CheckpointReader } from '../store/unit.js';

/** How far a processor is behind the log, as its checkpoint says, whichever process runs it, and if none does. */
export interface ProcessorLag {
  /** Places of the log that it has not passed, events of others included; 0 where a store does not number them. */
  readonly events: number;
  /** How long ago the first event that it has not passed was recorded. */
  readonly seconds: number;
  /** Events that are parked, 1,000 at most. */
  readonly parked: number;
}

/** @param now milliseconds since 1970 */
export async function processorLag(
  store: LogReader & CheckpointReader & ParkedReader,
  name: string,
  now: () => number = systemMilliseconds,
): Promise<ProcessorLag> {
  const checkpoint = await store.findCheckpoint(name);
  const place = checkpoint && store.parseLogPosition(checkpoint.logPosition);
  const [head, next, parked] = await Promise.all([
    store.head(),
    store.readLog({ limit: 1, ...(place === undefined ? {} : { after: place }) }),
    store.readParked(name),
  ]);
  const [first] = next.events;
  const age = first === undefined ? 0 : now() - Date.parse(first.recordedAt);
  return {
    events: Math.max(0, placesUpTo(store, head) - placesUpTo(store, place)),
    seconds: Math.max(0, age / 1_000),
    parked: parked.length,
  };
}
