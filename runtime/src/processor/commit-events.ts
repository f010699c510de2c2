import { eventsIn } from '../codec/become.js';
import type { Registry } from '../registry/registry.js';
import { loggedEvent } from '../repository/log-sources.js';
import type { LoggedStoredEvent, LogPosition } from '../store/stored-event.js';
import { tenantSaid } from '../store/tenant.js';
import type { Checkpoint, Unit } from '../store/unit.js';
import { checkpointAt, type KnownPlace } from './checkpoints.js';
import { type Desk, streamKey } from './desk.js';
import { isOfTheStore } from './infrastructure.js';

/** An event's handler threw, or the event cannot be read. */
export class EventFailure {
  readonly stored: LoggedStoredEvent;
  readonly cause: unknown;

  constructor(stored: LoggedStoredEvent, cause: unknown) {
    this.stored = stored;
    this.cause = cause;
  }
}

/** One unit: events, then the checkpoint. @returns the event that failed, after everything was rolled back */
export async function commitEvents<R extends readonly Registry[], U extends Unit>(
  desk: Desk<R, U>,
  events: readonly LoggedStoredEvent[],
  upTo: LogPosition,
  attempt: number,
): Promise<EventFailure | undefined> {
  const { settings, leadership, parkedStreams, tally } = desk;
  const { store, name } = settings;
  const { lease } = leadership;
  const checkpoint = await checkpointAt(store, name, placeOf(events, upTo), lease);
  let failure: EventFailure | undefined;
  let handled = 0;
  try {
    await store.transact(async (unit) => {
      await unit.holdLease(lease);
      for (const stored of events) {
        if (parkedStreams.has(streamKey(stored))) {
          const logPosition = store.serializeLogPosition(stored.logPosition);
          await park(unit, { ...checkpoint, logPosition }, stored, 'waits behind a parked event of its stream');
          continue;
        }
        try {
          handled += await handleStored(desk, stored, { unit, attempt });
        } catch (error) {
          failure = new EventFailure(stored, error);
          throw error;
        }
      }
      await unit.saveCheckpoint(checkpoint);
    });
  } catch (error) {
    const [first] = events;
    if (isOfTheStore(error) || (failure === undefined && first === undefined)) throw error;
    // A unit that its commit refuses, since a handler went past a conflict in it, does not say whose conflict it was.
    return failure ?? (first && new EventFailure(first, error));
  }
  tally.committed(handled, checkpoint.logPosition);
  return undefined;
}

/** All parts of a stored event. @returns how many were handled */
export async function handleStored<R extends readonly Registry[], U extends Unit>(
  { settings: { sources, types, handle }, leadership: { signal } }: Pick<Desk<R, U>, 'settings' | 'leadership'>,
  stored: LoggedStoredEvent,
  { unit, attempt }: { readonly unit: U; readonly attempt: number },
): Promise<number> {
  const parts = eventsIn(sources.decode(stored)).filter(({ type }) => types.asksFor(stored.type, type));
  for (const event of parts) await handle(loggedEvent<R>(event, stored), { unit, attempt, signal });
  return parts.length;
}

/** Most pages end with an event that was read, whose id need not be asked for. */
function placeOf(events: readonly LoggedStoredEvent[], upTo: LogPosition): KnownPlace {
  const last = events.at(-1);
  return last?.logPosition === upTo ? last : { logPosition: upTo };
}

export function park(unit: Unit, checkpoint: Checkpoint, stored: LoggedStoredEvent, reason: string): Promise<void> {
  const { eventId, tenant, streamName, position } = stored;
  return unit.park({
    processor: checkpoint.name,
    eventId,
    ...tenantSaid(tenant ?? ''),
    streamName,
    position,
    logPosition: checkpoint.logPosition,
    reason,
  });
}
