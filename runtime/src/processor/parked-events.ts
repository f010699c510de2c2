import type { StreamName } from '../message/identifiers.js';
import type { Registry } from '../registry/registry.js';
import type { ParkedEvent, ParkedReader } from '../store/parked-event.js';
import type { LoggedStoredEvent } from '../store/stored-event.js';
import { tenantSaid } from '../store/tenant.js';
import type { Unit } from '../store/unit.js';
import { doBefore, handleStored } from './commit-events.js';
import { type Desk, streamKey } from './desk.js';
import { reasonOf } from './handle-page.js';
import { isOfTheStore } from './infrastructure.js';
import { EventFailure, Interruption } from './page-work.js';

/** What came of handling parked events again. */
export interface ReplayResult {
  /** Stored events that are parked no more. */
  readonly handled: number;
  /** Streams that stay parked. */
  readonly left: readonly StreamName[];
}

/** All streams of which a processor has parked something. */
export async function streamsWithParked(store: ParkedReader, name: string): Promise<Set<string>> {
  const parked = await allParked(store, name, undefined);
  return new Set(parked.map(streamKey));
}

/** Handles parked events again, stream by stream, each event in a unit of its own. */
export async function handleParked<R extends readonly Registry[], U extends Unit>(
  desk: Desk<R, U>,
  asked: StreamName | undefined,
): Promise<ReplayResult> {
  const { settings, parkedStreams } = desk;
  const parked = await allParked(settings.store, settings.name, asked);
  const failed = new Map<string, StreamName>();
  let handled = 0;
  for (const each of parked) {
    if (failed.has(streamKey(each))) continue;
    if (await handleAgain(desk, each)) handled += 1;
    else failed.set(streamKey(each), each.streamName);
  }
  for (const key of parked.map(streamKey)) if (!failed.has(key)) parkedStreams.delete(key);
  return { handled, left: [...failed.values()] };
}

async function handleAgain<R extends readonly Registry[], U extends Unit>(
  desk: Desk<R, U>,
  parked: ParkedEvent,
): Promise<boolean> {
  const { store, name, work } = desk.settings;
  const { lease } = desk.leadership;
  const again = await parkedStored(desk, parked);
  let failure: unknown;
  const noting = async (step: () => Promise<unknown>): Promise<void> => {
    try {
      await step();
    } catch (error) {
      failure = error instanceof EventFailure ? error.cause : error;
      throw failure;
    }
  };
  try {
    await noting(() => doBefore(desk, again, { attempt: 1, trace: {} }));
    await store.transact(async (unit) => {
      await unit.holdLease(lease);
      await noting(async () => {
        if (again.length === 0) throw new Error('The event is not where it was.');
        await handleStored(desk, again, { unit, attempt: 1 });
      });
      await unit.unpark(name, [parked.eventId]);
    });
    return true;
  } catch (error) {
    if (failure === undefined || isOfTheStore(error)) throw error;
    if (failure instanceof Interruption) return false;
  }
  const reason = reasonOf(failure);
  await store.transact(async (unit) => {
    await unit.holdLease(lease);
    await work.guard?.(unit);
    await unit.park({ ...parked, reason });
  });
  return false;
}

/** The event itself; none where it is not any more. */
async function parkedStored<R extends readonly Registry[], U extends Unit>(
  { settings: { store } }: Desk<R, U>,
  { eventId, tenant, streamName, position, logPosition }: ParkedEvent,
): Promise<readonly LoggedStoredEvent[]> {
  const source = tenant === undefined ? store : (store.forTenant?.(tenant) ?? store);
  const page = await source.readStream(streamName, { from: position, limit: 1 });
  const place = { logPosition: store.parseLogPosition(logPosition), ...tenantSaid(tenant ?? '') };
  return page.events.filter((event) => event.eventId === eventId).map((event) => ({ ...event, ...place }));
}

const pageSize = 1_000;

/** In the order in which they were parked. There is no cursor, so what was read is asked for again with more. */
async function allParked(
  store: ParkedReader,
  name: string,
  streamName: StreamName | undefined,
): Promise<readonly ParkedEvent[]> {
  const which = streamName === undefined ? {} : { streamName };
  for (let limit = pageSize; ; limit *= 4) {
    const found = await store.readParked(name, { ...which, limit });
    if (found.length < limit) return found;
  }
}
