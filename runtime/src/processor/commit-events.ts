import { eventsIn } from '../codec/become.js';
import type { TraceContext } from '../message/trace-context.js';
import { observed } from '../observe/observed.js';
import type { Registry } from '../registry/registry.js';
import type { LogSources } from '../repository/log-sources.js';
import type { TypesInLog } from '../repository/types-in-log.js';
import type { LoggedStoredEvent, LogPosition } from '../store/stored-event.js';
import { tenantSaid } from '../store/tenant.js';
import type { Checkpoint, Unit } from '../store/unit.js';
import { checkpointAt, type KnownPlace } from './checkpoints.js';
import { type Desk, streamKey } from './desk.js';
import { isOfTheStore } from './infrastructure.js';
import { type BeforeContext, EventFailure, type PageEvent } from './page-work.js';

/** One unit: events, then the checkpoint. @returns the event that failed, after everything was rolled back */
export async function commitEvents<R extends readonly Registry[], U extends Unit>(
  desk: Desk<R, U>,
  events: readonly LoggedStoredEvent[],
  upTo: LogPosition,
  attempt: number,
): Promise<EventFailure | undefined> {
  const { settings, leadership, tally } = desk;
  const { store, name } = settings;
  const { lease } = leadership;
  const checkpoint = await checkpointAt(store, name, placeOf(events, upTo), lease);
  let handled = 0;
  const commit = async (trace: TraceContext = {}): Promise<void> => {
    const open = events.filter((stored) => !desk.parkedStreams.has(streamKey(stored)));
    await doBefore(desk, open, { attempt, trace });
    await store.transact(async (unit) => {
      await unit.holdLease(lease);
      handled = await handleEvents(desk, events, checkpoint, { unit, attempt, trace });
      await unit.saveCheckpoint(checkpoint);
    });
  };
  try {
    await observedPage(desk, events.length, commit);
  } catch (error) {
    if (error instanceof EventFailure && !isOfTheStore(error.cause)) return error;
    const [first] = events;
    const cause = error instanceof EventFailure ? error.cause : error;
    if (isOfTheStore(cause) || first === undefined) throw cause;
    // A unit that its commit refuses, since a handler went past a conflict in it, does not say whose conflict it was.
    return new EventFailure(first, cause);
  }
  tally.committed(handled, checkpoint.logPosition);
  return undefined;
}

/** What the work does before its unit. @throws EventFailure */
export async function doBefore<R extends readonly Registry[], U extends Unit>(
  { settings: { work, sources, types }, leadership: { signal }, isStopping }: Desk<R, U>,
  events: readonly LoggedStoredEvent[],
  given: Pick<BeforeContext, 'attempt' | 'trace'>,
): Promise<void> {
  if (work.before === undefined) return;
  const page = events.flatMap((stored) => partsIn(sources, types, stored));
  if (page.length > 0) await work.before(page, { ...given, signal, isStopping });
}

/** A page with nothing in it is not worth a look. */
function observedPage<R extends readonly Registry[], U extends Unit>(
  { settings: { observer, name: processor } }: Desk<R, U>,
  events: number,
  commit: (trace?: TraceContext) => Promise<void>,
): Promise<void> {
  if (observer === undefined || events === 0) return commit();
  return observed(observer, { kind: 'page', processor, events }, commit, () => ({ outcome: 'committed', events }));
}

interface Handling<U extends Unit> {
  readonly unit: U;
  readonly attempt: number;
  readonly trace?: TraceContext | undefined;
}

/** Within a unit: what waits behind a parked event is parked, the others are handled. @returns how many @throws EventFailure */
export async function handleEvents<R extends readonly Registry[], U extends Unit>(
  desk: Desk<R, U>,
  events: readonly LoggedStoredEvent[],
  checkpoint: Checkpoint,
  handling: Handling<U>,
): Promise<number> {
  const { store } = desk.settings;
  const isParked = (stored: LoggedStoredEvent): boolean => desk.parkedStreams.has(streamKey(stored));
  for (const stored of events.filter(isParked)) {
    const logPosition = store.serializeLogPosition(stored.logPosition);
    await park(handling.unit, { ...checkpoint, logPosition }, stored, 'waits behind a parked event of its stream');
  }
  return handleStored(
    desk,
    events.filter((stored) => !isParked(stored)),
    handling,
  );
}

/** All parts of stored events. @returns how many @throws EventFailure */
export async function handleStored<R extends readonly Registry[], U extends Unit>(
  { settings: { work, sources, types }, leadership: { signal } }: Pick<Desk<R, U>, 'settings' | 'leadership'>,
  events: readonly LoggedStoredEvent[],
  { unit, attempt, trace = {} }: Handling<U>,
): Promise<number> {
  const page = events.flatMap((stored) => partsIn(sources, types, stored));
  if (page.length > 0) await work.handle(page, { unit, attempt, signal, trace });
  else await work.guard?.(unit);
  return page.length;
}

/** @throws EventFailure for an event that cannot be read */
function partsIn(sources: LogSources, types: TypesInLog, stored: LoggedStoredEvent): readonly PageEvent[] {
  try {
    const parts = eventsIn(sources.decode(stored)).filter(({ type }) => types.asksFor(stored.type, type));
    return parts.map((event) => ({ event, stored }));
  } catch (error) {
    throw new EventFailure(stored, error);
  }
}

/** Most pages end with an event that was read, whose id need not be asked for. */
function placeOf(events: readonly LoggedStoredEvent[], upTo: LogPosition): KnownPlace {
  const last = events.at(-1);
  return last?.logPosition === upTo ? last : { logPosition: upTo };
}

export function park(
  unit: Unit,
  checkpoint: Pick<Checkpoint, 'name' | 'logPosition'>,
  stored: LoggedStoredEvent,
  reason: string,
): Promise<void> {
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
