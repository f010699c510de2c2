// One page of the log, handled and committed. All of it in one unit where that goes well; when an event fails, what lies
// before it is committed, the event is tried alone, and what lies behind it follows.
import { eventsIn } from '../codec/become.js';
import type { DecodedEvent } from '../codec/decode-event.js';
import { ProcessorFailedError } from '../errors/processor-errors.js';
import type { Registry } from '../registry/registry.js';
import { isStoredEventError } from '../repository/log-sources.js';
import type { LoggedEventOf } from '../repository/read-log.js';
import type { LoggedStoredEvent, LogPosition, StoredEvent } from '../store/stored-event.js';
import { keyOfTenant, tenantSaid } from '../store/tenant.js';
import type { Checkpoint, Unit } from '../store/unit.js';
import { checkpointAt } from './checkpoints.js';
import { isOfTheStore } from './infrastructure.js';
import type { Leadership } from './leadership.js';
import type { FailedEvent } from './processor-options.js';
import type { ProcessorSettings } from './settings.js';
import type { Tally } from './tally.js';
import type { WakeUp } from './wake-up.js';

/** What handling shares from page to page, for as long as this process leads. */
export interface Desk<R extends readonly Registry[], U extends Unit> {
  readonly settings: ProcessorSettings<R, U>;
  readonly leadership: Leadership;
  /** Streams of which something is parked, see `streamKey`: what comes later waits behind it. */
  readonly parkedStreams: Set<string>;
  readonly tally: Tally;
  /** Rung when the processor is to stop: pauses end. */
  readonly stopping: WakeUp;
  readonly isStopping: () => boolean;
}

/** An event's handler threw, or the event cannot be read. */
class EventFailure {
  readonly stored: LoggedStoredEvent;
  readonly cause: unknown;

  constructor(stored: LoggedStoredEvent, cause: unknown) {
    this.stored = stored;
    this.cause = cause;
  }
}

/**
 * Handles events up to a place, which may lie behind the last of them. @returns the place that is committed: an earlier one
 * when the processor is to stop meanwhile
 * @throws ProcessorFailedError, LeaseLostError, StaleEpochError, and what the store throws
 */
export async function handlePage<R extends readonly Registry[], U extends Unit>(
  desk: Desk<R, U>,
  events: readonly LoggedStoredEvent[],
  upTo: LogPosition,
): Promise<LogPosition | undefined> {
  const failure = await commit(desk, events, upTo, 1);
  if (failure === undefined) return upTo;
  const at = events.indexOf(failure.stored);
  const before = events[at - 1];
  // It went well a moment ago; if it does not now, that is another failure, found in the same way.
  const reached = before === undefined ? undefined : await handlePage(desk, events.slice(0, at), before.logPosition);
  if (before !== undefined && reached !== before.logPosition) return reached;
  if (!(await handleAlone(desk, failure))) return reached;
  const { logPosition } = failure.stored;
  const rest = events.slice(at + 1);
  if (rest.length === 0 && desk.settings.store.compareLogPositions(logPosition, upTo) === 0) return logPosition;
  return (await handlePage(desk, rest, upTo)) ?? logPosition;
}

/** @returns false when the processor is to stop before the event's fate is decided */
async function handleAlone<R extends readonly Registry[], U extends Unit>(
  desk: Desk<R, U>,
  first: EventFailure,
): Promise<boolean> {
  const { settings, stopping, tally } = desk;
  const { stored } = first;
  let { cause } = first;
  let attempt = 1;
  for (; ; attempt += 1) {
    failed(desk, stored, attempt, cause);
    if (attempt >= settings.attempts || isStoredEventError(cause)) break;
    const pause = Math.min(settings.firstPause * 2 ** (attempt - 1), settings.longestPause);
    await stopping.wait(pause * (0.5 + settings.random() / 2));
    if (desk.isStopping() || desk.leadership.isLost) return false;
    const again = await commit(desk, [stored], stored.logPosition, attempt + 1);
    if (again === undefined) return true;
    cause = again.cause;
  }
  if (settings.otherwise === 'stop') throw new ProcessorFailedError(settings.name, stored, attempt, cause);
  await putAside(desk, stored, settings.otherwise === 'park' ? reasonOf(cause) : undefined);
  const event = failedEvent(stored, attempt);
  if (settings.otherwise === 'park') tally.parked(event, cause);
  else tally.skipped(event, cause);
  return true;
}

/** Goes on past an event; with a reason it is parked. */
async function putAside<R extends readonly Registry[], U extends Unit>(
  { settings: { store, name }, leadership: { lease }, parkedStreams }: Desk<R, U>,
  stored: LoggedStoredEvent,
  reason: string | undefined,
): Promise<void> {
  const checkpoint = await checkpointAt(store, name, stored.logPosition, lease);
  await store.transact(async (unit) => {
    await unit.holdLease(lease);
    if (reason !== undefined) await park(unit, checkpoint, stored, reason);
    await unit.saveCheckpoint(checkpoint);
  });
  if (reason !== undefined) parkedStreams.add(streamKey(stored));
}

/** A stream as one text; several tenants may have one of the same name. */
export const streamKey = ({ tenant = '', streamName }: Pick<LoggedStoredEvent, 'tenant' | 'streamName'>): string =>
  keyOfTenant(tenant, streamName);

function park(unit: Unit, checkpoint: Checkpoint, stored: LoggedStoredEvent, reason: string): Promise<void> {
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

/** One unit: events, then the checkpoint. @returns the event that failed, after everything was rolled back */
async function commit<R extends readonly Registry[], U extends Unit>(
  desk: Desk<R, U>,
  events: readonly LoggedStoredEvent[],
  upTo: LogPosition,
  attempt: number,
): Promise<EventFailure | undefined> {
  const { settings, leadership, parkedStreams, tally } = desk;
  const { store, name } = settings;
  const { lease } = leadership;
  const checkpoint = await checkpointAt(store, name, upTo, lease);
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
  for (const event of parts) await handle(logged<R>(event, stored), { unit, attempt, signal });
  return parts.length;
}

/** What a registry decodes is of its contracts, and was made for us alone. */
function logged<R extends readonly Registry[]>(
  event: DecodedEvent,
  { logPosition, tenant }: LoggedStoredEvent,
): LoggedEventOf<R[number]> {
  return Object.assign(event, { logPosition, ...tenantSaid(tenant ?? '') }) as LoggedEventOf<R[number]>;
}

function failed<R extends readonly Registry[], U extends Unit>(
  { tally }: Desk<R, U>,
  stored: StoredEvent,
  attempt: number,
  error: unknown,
): void {
  tally.failed(failedEvent(stored, attempt), error);
}

const failedEvent = ({ streamName, position, eventId }: StoredEvent, attempt: number): FailedEvent => ({
  streamName,
  position,
  eventId,
  attempt,
});

/** For people; the text of what was thrown, whatever that was. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.slice(0, 1_000);
}
