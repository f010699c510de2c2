import { CheckpointMismatchError } from '../errors/processor-errors.js';
import type { EventId } from '../message/identifiers.js';
import type { Lease } from '../store/lease.js';
import type { LogReader } from '../store/read.js';
import type { LogPosition } from '../store/stored-event.js';
import type { Checkpoint, CheckpointReader, Transactional } from '../store/unit.js';

export type CheckpointStore = LogReader & CheckpointReader & Transactional;

/** Where a processor left off. @throws CheckpointMismatchError when that is not in this log, or not yet */
export async function placeOfCheckpoint(
  store: CheckpointStore,
  { name, logId, logPosition, eventId }: Checkpoint,
): Promise<LogPosition> {
  if (logId !== (await store.logId())) throw new CheckpointMismatchError(name, 'belongs to another log');
  const place = store.parseLogPosition(logPosition);
  const found = await store.eventIdAt(place);
  if (found === undefined) throw new CheckpointMismatchError(name, 'is beyond the end of this log');
  if (found !== eventId) throw new CheckpointMismatchError(name, 'is at an event that lies elsewhere in this log');
  return place;
}

/** A place in the log, and the event there where it is known. */
export interface KnownPlace {
  readonly logPosition: LogPosition;
  readonly eventId?: EventId;
}

/** A checkpoint at a place that was read. */
export async function checkpointAt(
  store: LogReader,
  name: string,
  { logPosition, eventId: known }: KnownPlace,
  { epoch }: Lease,
): Promise<Checkpoint> {
  const eventId = known ?? (await store.eventIdAt(logPosition));
  if (eventId === undefined) throw new CheckpointMismatchError(name, 'would be where no event is');
  return { name, logId: await store.logId(), logPosition: store.serializeLogPosition(logPosition), eventId, epoch };
}

/** Where a processor without a checkpoint begins, noted so that a restart begins there, too. */
export async function beginAt(
  store: CheckpointStore,
  name: string,
  from: 'beginning' | 'now' | LogPosition,
  lease: Lease,
): Promise<LogPosition | undefined> {
  const place = from === 'beginning' ? undefined : from === 'now' ? await store.head() : from;
  if (place === undefined) return undefined;
  const checkpoint = await checkpointAt(store, name, { logPosition: place }, lease);
  await store.transact(async (unit) => {
    await unit.holdLease(lease);
    await unit.saveCheckpoint(checkpoint);
  });
  return place;
}
