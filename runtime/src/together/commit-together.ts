import type { StateStore } from '../command/context.js';
import { OutcomeKeyTakenError } from '../errors/store-errors.js';
import type { StreamName } from '../message/identifiers.js';
import type { WriteOptions } from '../store/append.js';
import type { OutcomeRecord } from '../store/outcome.js';
import type { Unit } from '../store/unit.js';
import type { FirstSession } from './command-session.js';
import { StreamMoved } from './moved.js';
import type { PendingUnit } from './session-store.js';

export interface UnitToCommit {
  readonly pending: PendingUnit;
  readonly session: FirstSession;
  /** Made when the events have their times. */
  readonly record: () => OutcomeRecord | undefined;
}

/**
 * Writes all of a unit in one commit, if what it was decided on still stands.
 * @throws StreamMoved, OutcomeKeyTakenError, and what the store throws
 */
export async function commitTogether(store: StateStore, toCommit: UnitToCommit, options?: WriteOptions): Promise<void> {
  const { pending, record } = toCommit;
  if (isNothing(pending) && record() === undefined) return;
  await store.transact(async (unit) => {
    await confirmReads(unit, pending);
    for (const step of pending.steps) refuseConflict(await step(unit), pending);
    giveTimes(toCommit);
    const own = record();
    if (own === undefined) return;
    const standing = await unit.recordOutcome(own);
    if (standing.result !== own.result) throw new OutcomeKeyTakenError(standing);
  }, options);
}

/** Only looked at, one stream or document at most: nothing else could have made it look otherwise. */
function isNothing({ steps, streams, documents }: PendingUnit): boolean {
  return steps.length === 0 && [...streams.onlyRead(), ...documents.onlyRead()].length <= 1;
}

/** What was looked at and not written has to be as it was. */
async function confirmReads(unit: Unit, { streams, documents }: PendingUnit): Promise<void> {
  for (const [streamName, streamVersion] of streams.onlyRead()) {
    const answer = await unit.append({ streamName, expected: { streamVersion }, events: [] });
    if (answer.kind === 'conflict') throw new StreamMoved(streamName, streamVersion, answer.streamVersion);
  }
  for (const { collection, key, base } of documents.onlyRead()) {
    // Nobody writes a document that a unit has found until that unit ends; only one that is not there cannot be held.
    const revision = (await unit.findDocument(collection, key))?.revision ?? 0;
    if (revision !== base) throw new StreamMoved(`${collection}-${key}` as StreamName, base, revision);
  }
}

function refuseConflict(answer: unknown, { appends }: PendingUnit): void {
  if (typeof answer !== 'object' || answer === null || !('kind' in answer) || answer.kind !== 'conflict') return;
  const [first] = appends;
  const actual = 'streamVersion' in answer ? answer.streamVersion : 'revision' in answer ? answer.revision : 0;
  throw new StreamMoved(first?.request.streamName ?? ('unit' as StreamName), first?.streamVersion ?? 0, Number(actual));
}

/** Events that were given out before they were stored get the time at which they were. */
function giveTimes({ pending, session }: UnitToCommit): void {
  const times = new Map(
    pending.appends.flatMap(({ events }) => events.map((event) => [event.eventId, event.recordedAt])),
  );
  for (const event of session.events()) {
    const recordedAt = times.get(event.eventId);
    if (recordedAt !== undefined) Object.assign(event, { recordedAt });
  }
}

/** Whether a unit whose outcome is unknown stands in the store: all of it does, or nothing. */
export async function isStored(store: StateStore, { pending, record }: UnitToCommit): Promise<boolean> {
  const own = record();
  if (own !== undefined) return (await store.findOutcome(own.key)) !== undefined;
  const [append] = pending.appends.filter(({ events }) => events.length > 0);
  if (append !== undefined) {
    const { request, streamVersion } = append;
    const { events } = await store.readStream(request.streamName, { from: streamVersion, limit: 1 });
    return events[0]?.eventId === append.events[0]?.eventId;
  }
  for (const { collection, key, data } of pending.documents.written()) {
    return (await store.findDocument(collection, key))?.data === data;
  }
  return false;
}
