// One page of the log, handled and committed. All of it in one unit where that goes well; when an event fails, what lies
// before it is committed, the event is tried alone, and what lies behind it follows.
import { ProcessorFailedError } from '../errors/processor-errors.js';
import type { Registry } from '../registry/registry.js';
import { isStoredEventError } from '../repository/log-sources.js';
import type { LoggedStoredEvent, LogPosition, StoredEvent } from '../store/stored-event.js';
import type { Unit } from '../store/unit.js';
import { checkpointAt } from './checkpoints.js';
import { commitEvents, park } from './commit-events.js';
import { type Desk, streamKey } from './desk.js';
import { type EventFailure, Interruption } from './page-work.js';
import type { FailedEvent } from './processor-options.js';

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
  const failure = await commitEvents(desk, events, upTo, 1);
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
  const { settings, tally } = desk;
  const { stored } = first;
  let { cause } = first;
  let attempt = 1;
  if (cause instanceof Interruption) return false;
  for (; ; attempt += 1) {
    tally.failed(failedEvent(stored, attempt), cause);
    if (attempt >= settings.attempts || isStoredEventError(cause)) break;
    if (!(await pauseAfterAttempt(desk, attempt, cause))) return false;
    const again = await commitEvents(desk, [stored], stored.logPosition, attempt + 1);
    if (again === undefined) return true;
    if (again.cause instanceof Interruption) return false;
    cause = again.cause;
  }
  if (settings.otherwise === 'stop') throw new ProcessorFailedError(settings.name, stored, attempt, cause);
  await putAside(desk, stored, settings.otherwise, reasonOf(cause));
  const event = failedEvent(stored, attempt);
  if (settings.otherwise === 'park') tally.parked(event, cause);
  else tally.skipped(event, cause);
  return true;
}

/** @returns whether there is still reason to try again */
async function pauseAfterAttempt<R extends readonly Registry[], U extends Unit>(
  { settings, stopping, isStopping, leadership }: Desk<R, U>,
  attempt: number,
  cause: unknown,
): Promise<boolean> {
  // It may have been rung already.
  if (isStopping()) return false;
  const { firstPause, longestPause, random, work } = settings;
  const pause = Math.min(firstPause * 2 ** (attempt - 1), longestPause) * (0.5 + random() / 2);
  await stopping.wait(Math.max(pause, work.waitAfter?.(cause) ?? 0));
  return !isStopping() && !leadership.isLost;
}

/** Goes on past an event. */
async function putAside<R extends readonly Registry[], U extends Unit>(
  { settings: { store, name, work }, leadership: { lease }, parkedStreams }: Desk<R, U>,
  stored: LoggedStoredEvent,
  how: 'park' | 'skip',
  reason: string,
): Promise<void> {
  const checkpoint = await checkpointAt(store, name, stored, lease);
  await store.transact(async (unit) => {
    await unit.holdLease(lease);
    await work.guard?.(unit);
    if (how === 'park') await park(unit, checkpoint, stored, reason);
    else await work.skip?.(unit, stored, reason);
    await unit.saveCheckpoint(checkpoint);
  });
  if (how === 'park') parkedStreams.add(streamKey(stored));
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
