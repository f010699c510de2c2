import { eventsIn } from '../codec/become.js';
import type { EncodedEvent } from '../codec/event-codec.js';
import type { DecodedEvent } from '../codec/decode-event.js';
import { refuseIllegalTransitions } from '../decider/check-transitions.js';
import { StreamPreconditionError, StreamTooLongError } from '../errors/command-errors.js';
import { UnknownEventTypeError } from '../errors/reading-errors.js';
import { isRuntimeError } from '../errors/is-runtime-error.js';
import type { Message } from '../message/message.js';
import { eventsAt, type StreamSource } from '../repository/read-pages.js';
import type { AppendRequest, Appended, WriteOptions } from '../store/append.js';
import type { OutcomeRecord } from '../store/outcome.js';
import type { NewStoredEvent } from '../store/stored-event.js';
import { appendWithFact } from './append-with-fact.js';
import { newEventId } from './command-identity.js';
import type { CommandRun, CommandSetup } from './command-run.js';
import type { Settings } from './context.js';
import type { JudgedDecision } from './judge-decision.js';
import type { Outcome } from './outcome.js';
import { acceptedRecord, nothingRecord, rejectedRecord, replayOutcome } from './outcome-records.js';
import { appendSurely, makeSure, type SureAppend } from './retry.js';

/** The state that a command was decided on, and the stream version it stands at. */
export interface DecidedOn<State> {
  readonly state: State;
  readonly streamVersion: number;
}

/** Somebody else was writing: nothing was stored, and the command may be decided again. */
export interface Contended {
  readonly kind: 'contended';
  /** Stream version that was decided on. */
  readonly expected: number;
  /** Stream version that the store found, where it said so. */
  readonly actual?: number;
  /** What to throw when no attempt is left, instead of a conflict. */
  readonly error?: unknown;
}

/** Stores what was decided on a loaded state. @throws as `refuseUnfitEvents` says, and what the store throws */
export function settleDecision<State>(
  setup: CommandSetup<State>,
  run: CommandRun,
  loaded: DecidedOn<State>,
  decision: JudgedDecision,
): Promise<Outcome | Contended> {
  const { streamVersion } = loaded;
  if (decision.kind === 'rejection') {
    const { rejection, definition } = decision;
    const outcome: Outcome = { kind: 'rejected', rejection, events: [], streamVersion, deduplicated: false };
    const record = run.once && rejectedRecord(run.once, streamVersion, definition, rejection);
    return settleWithoutEvents(setup.context.settings, run, { outcome, record });
  }
  if (decision.events.length === 0) {
    const outcome: Outcome = { kind: 'accepted', events: [], streamVersion, deduplicated: false };
    const record = run.once && nothingRecord(run.once, streamVersion);
    return settleWithoutEvents(setup.context.settings, run, { outcome, record });
  }
  refuseUnfitEvents(setup, run, loaded, decision.events);
  return append(setup, run, loaded, decision.events);
}

/** An outcome without events; where another one came first under the same key, that one. */
export async function settleWithoutEvents(
  settings: Settings,
  run: CommandRun,
  { outcome, record }: { readonly outcome: Outcome; readonly record: OutcomeRecord | undefined },
  replay: typeof replayOutcome = replayOutcome,
): Promise<Outcome> {
  if (record === undefined) return outcome;
  const write = (): Promise<OutcomeRecord> => settings.store.recordOutcome(record);
  const answer = await write().catch((error: unknown) => makeSure(settings, error, write));
  const ours =
    answer.kind === record.kind && answer.commandHash === record.commandHash && answer.result === record.result;
  return ours ? outcome : replay(answer, run);
}

/** What must hold before events are stored. @throws StreamPreconditionError, IllegalTransitionError, StreamTooLongError */
export function refuseUnfitEvents<State>(
  setup: CommandSetup<State>,
  run: CommandRun,
  { state, streamVersion }: DecidedOn<State>,
  events: readonly Message[],
): void {
  refuseBrokenPrecondition(run, streamVersion);
  const { longestStream } = setup.context.settings;
  const length = streamVersion + events.length;
  if (longestStream !== undefined && length > longestStream) {
    throw new StreamTooLongError(run.source.streamName, length, longestStream);
  }
  refuseIllegalTransitions(setup.aggregate.transitions, setup.behaviour, state, events);
}

function refuseBrokenPrecondition(
  { definition: { expects }, source: { streamName } }: CommandRun,
  streamVersion: number,
): void {
  if (expects === 'any' || (expects === 'new') === (streamVersion === 0)) return;
  throw new StreamPreconditionError(streamName, expects, streamVersion);
}

async function append<State>(
  setup: CommandSetup<State>,
  run: CommandRun,
  loaded: DecidedOn<State>,
  events: readonly Message[],
): Promise<Outcome | Contended> {
  const { context, aggregate } = setup;
  const { streamVersion, state } = loaded;
  const encoded = events.map((event, index) =>
    context.codec.encode(event, newEventId(run.once?.key, index, context.settings), run.origin),
  );
  const request = appendRequest(run, streamVersion, encoded);
  try {
    const recorded = (answer: Appended): readonly DecodedEvent[] =>
      encoded.map((event, index) => recordedEvent(event, index, run, answer));
    const { fact } = aggregate;
    const write =
      fact === undefined
        ? (options?: WriteOptions) => context.settings.appending.append(request, options)
        : appendWithFact(setup, run, request, { fact, state, recorded });
    const answer = await appendSurely(context.settings, write, run.options.signal);
    if (answer.kind === 'conflict') return { kind: 'contended', expected: streamVersion, actual: answer.streamVersion };
    if (!answer.deduplicated) return acceptedOutcome(recorded(answer), answer);
    return await earlierOutcome(setup, run, encoded.length, answer);
  } catch (error) {
    return outcomeOfFailure(error, run, streamVersion);
  }
}

function appendRequest(run: CommandRun, streamVersion: number, encoded: readonly EncodedEvent[]): AppendRequest {
  const place = { firstPosition: streamVersion, count: encoded.length, streamVersion: streamVersion + encoded.length };
  return {
    streamName: run.source.streamName,
    expected: { streamVersion },
    events: encoded.map(({ stored }) => stored),
    ...(run.once === undefined ? {} : { outcome: acceptedRecord(run.once, place) }),
  };
}

function acceptedOutcome(events: readonly DecodedEvent[], answer: Appended): Outcome {
  return { kind: 'accepted', events, streamVersion: answer.streamVersion, deduplicated: false };
}

/** Stored before under the same ids, perhaps as decided at another moment: only the record and the stream know how. */
async function earlierOutcome<State>(
  { context: { settings } }: CommandSetup<State>,
  run: CommandRun,
  count: number,
  { streamVersion, firstPosition, repeated }: SureAppend<Appended>,
): Promise<Outcome> {
  const known = run.once === undefined ? undefined : await settings.store.findOutcome(run.once.key);
  const first: Outcome =
    known === undefined
      ? {
          kind: 'accepted',
          events: await eventsAt(run.source, firstPosition, count),
          streamVersion,
          deduplicated: false,
        }
      : await replayOutcome(known, run);
  return { ...first, deduplicated: repeated !== true };
}

/** A new event as it lies in its stream now. */
export function recordedEvent(
  { type, data, stored, isOlder }: EncodedEvent,
  index: number,
  { source, origin: { metadata } }: Pick<CommandRun, 'source' | 'origin'>,
  appended: Appended,
): DecodedEvent {
  if (isOlder) return rereadEvent(stored, index, source, appended);
  return {
    type,
    data,
    eventId: stored.eventId,
    id: source.id,
    streamName: source.streamName,
    position: appended.firstPosition + index,
    part: 0,
    recordedAt: appended.recordedAt,
    schemaVersion: stored.schemaVersion,
    metadata,
  };
}

/** What a step down has lost cannot be read again: whoever hears of the event now hears what will be read later. */
function rereadEvent(
  { eventId, type, schemaVersion, data, metadata }: NewStoredEvent,
  index: number,
  { codec, id, streamName }: StreamSource,
  { firstPosition, recordedAt }: Appended,
): DecodedEvent {
  const position = firstPosition + index;
  const lying = { eventId, type, schemaVersion, data, metadata, streamName, position, recordedAt };
  const [event] = eventsIn(codec.decode(lying, id));
  if (event === undefined) throw new UnknownEventTypeError(lying);
  return event;
}

/**
 * The same command, decided elsewhere at the same time, may have been faster: its outcome was recorded after it was looked
 * for here. Where its events were already in what was loaded, ours have their ids.
 */
async function outcomeOfFailure(error: unknown, run: CommandRun, expected: number): Promise<Outcome | Contended> {
  if (isRuntimeError(error, 'outcome-key-taken')) return replayOutcome(error.recorded, run);
  const isKnown = isRuntimeError(error, 'partial-duplicate') || isRuntimeError(error, 'duplicate-event-id');
  if (run.once !== undefined && isKnown) return { kind: 'contended', expected, error };
  throw error;
}
