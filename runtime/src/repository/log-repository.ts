import { eventsIn } from '../codec/become.js';
import type { DecodedEvent } from '../codec/decode-event.js';
import type { EncodedEvent, EventOrigin } from '../codec/event-codec.js';
import { eventMetadata, newEventId } from '../command/command-identity.js';
import type { CommandOptions } from '../command/command-options.js';
import type { Context } from '../command/context.js';
import { tell } from '../command/dispatch-command.js';
import { type Allowed, judgeDecision } from '../command/judge-decision.js';
import { appendSurely, type SureAppend } from '../command/retry.js';
import { recordedEvent } from '../command/settle-decision.js';
import { metadataOn } from '../command/tenant-of-store.js';
import type { AggregateContract, AggregateDefinition, AnyAggregate, EventOf } from '../decider/contract.js';
import { IdempotencyKeyReusedError } from '../errors/command-errors.js';
import { isRuntimeError } from '../errors/is-runtime-error.js';
import type { Message, StreamEvent } from '../message/message.js';
import { withTrace } from '../message/trace-context.js';
import { observed } from '../observe/observed.js';
import type { Appended, ExpectedVersion } from '../store/append.js';
import { eventsOf, streamSource } from './open-repository.js';
import type { StoredEvent } from '../store/stored-event.js';
import { storedAt, type StreamSource } from './read-pages.js';

export interface RecordOptions extends Omit<CommandOptions, 'deadline' | 'expected'> {
  /** Default `any`. */
  readonly expected?: ExpectedVersion;
}

/** Events were stored, or had been under the same command id. */
export interface RecordedEvents<Event extends Message, Id> {
  readonly kind: 'recorded';
  readonly events: readonly StreamEvent<Event, Id>[];
  readonly streamVersion: number;
  readonly deduplicated: boolean;
}

/** The stream was not as expected; nothing was stored. */
export interface RecordConflict {
  readonly kind: 'conflict';
  readonly streamVersion: number;
}

/** The streams of an aggregate without commands: events are recorded as they are told. */
export interface LogRepository<C extends AggregateContract> {
  /**
   * Stores a batch or nothing.
   * @throws InvalidMessageError, InvalidDecisionError for events of other aggregates
   * @throws IdempotencyKeyReusedError when the command id recorded other events, or into another stream
   */
  record(
    id: C['id'],
    events: readonly EventOf<C>[],
    options?: RecordOptions,
  ): Promise<RecordedEvents<EventOf<C>, C['id']> | RecordConflict>;
  events(id: C['id']): AsyncIterable<StreamEvent<EventOf<C>, C['id']>>;
}

export function logRepository<C extends AggregateContract>(
  definition: AggregateDefinition<C>,
  context: Context,
): LogRepository<C> {
  const recorder = { aggregate: definition, context, allowed: recordable(definition) };
  return {
    record: (id, events, options = {}) => typed(observedRecording(recorder, { id, events }, options)),
    events: (id) => eventsOf<C>(streamSource(definition, id, context)),
  };
}

/** That recorded events are those of the contract was judged before; here it becomes a type. */
function typed(recording: Promise<Recording>): Promise<RecordedEvents<never, never> | RecordConflict> {
  return recording as Promise<RecordedEvents<never, never> | RecordConflict>;
}

/** Who records. */
interface Recorder {
  readonly aggregate: AnyAggregate;
  readonly context: Context;
  readonly allowed: Allowed;
}

interface Batch {
  readonly id: object;
  readonly events: readonly Message[];
}

/** A batch on its way into the store. */
interface EncodedBatch {
  readonly source: StreamSource;
  readonly encoded: readonly EncodedEvent[];
  readonly origin: EventOrigin;
}

type Recording = RecordedEvents<Message, object> | RecordConflict;

async function observedRecording(recorder: Recorder, batch: Batch, options: RecordOptions): Promise<Recording> {
  const { aggregate, context } = recorder;
  const { observer } = context.settings;
  if (observer === undefined) return recordEvents(recorder, batch, options);
  const { metadata = {}, commandId } = options;
  const { streamName } = streamSource(aggregate, batch.id, context);
  const what = { context: context.registry.context, aggregate: aggregate.name, name: 'record' };
  return observed(
    observer,
    { kind: 'command', ...what, streamName, commandId, metadata },
    (trace) => recordEvents(recorder, batch, { ...options, metadata: withTrace(metadata, trace) }),
    (recording) =>
      recording.kind === 'conflict'
        ? { outcome: 'conflict', streamVersion: recording.streamVersion }
        : { ...recording, outcome: 'accepted', events: recording.events.length },
  );
}

async function recordEvents(recorder: Recorder, given: Batch, options: RecordOptions): Promise<Recording> {
  const { commandId, expected = 'any', signal } = options;
  const batch = encodeBatch(recorder, given, options);
  const { settings } = recorder.context;
  settings.session?.recording();
  const request = {
    streamName: batch.source.streamName,
    expected,
    events: batch.encoded.map(({ stored }) => stored),
  };
  let answer: SureAppend;
  try {
    answer = await appendSurely(settings, (given) => settings.appending.append(request, given), signal);
  } catch (error) {
    throw commandId === undefined ? error : reusedKey(error, commandId);
  }
  if (answer.kind === 'conflict') return { kind: 'conflict', streamVersion: answer.streamVersion };
  const { streamVersion } = answer;
  const events = answer.deduplicated
    ? await earlierEvents(batch, answer, commandId)
    : batch.encoded.map((event, index) => recordedEvent(event, index, batch, answer));
  const deduplicated = answer.deduplicated && answer.repeated !== true;
  if (!deduplicated && settings.session !== undefined) settings.session.tell(settings.subscribers, events);
  else if (!deduplicated && settings.subscribers.length > 0) await tell(settings.subscribers, events);
  return { kind: 'recorded', events, streamVersion, deduplicated };
}

/** @throws InvalidMessageError, InvalidDecisionError, InvalidStreamNameError */
function encodeBatch(
  { aggregate, context, allowed }: Recorder,
  { id, events }: Batch,
  { commandId, metadata: named = {} }: RecordOptions,
): EncodedBatch {
  const { settings, codec, registry } = context;
  const given = metadataOn(settings.store, named);
  const { metadata, text } = codec.encodeMetadata(eventMetadata(given, commandId ?? settings.newId(), commandId));
  const key =
    commandId === undefined ? undefined : { tenant: given.tenant ?? '', context: registry.context, commandId };
  const origin = { id, metadata, metadataText: text };
  const encoded = judged(allowed, events).map((event, index) =>
    codec.encode(event, newEventId(key, index, settings), origin),
  );
  return { source: streamSource(aggregate, id, context), encoded, origin };
}

function recordable({ events }: AnyAggregate): Allowed {
  const emits = Object.values(events).filter((event) => (event.retired ?? event.ignored) === undefined);
  return { name: 'record', emits: new Set(emits.map(({ type }) => type)), rejects: new Map() };
}

function judged(allowed: Allowed, recorded: readonly Message[]): readonly Message[] {
  const decision = judgeDecision(recorded, allowed);
  return decision.kind === 'events' ? decision.events : [];
}

/** Events that were stored before under the same ids. @throws IdempotencyKeyReusedError when they are others */
async function earlierEvents(
  batch: EncodedBatch,
  { firstPosition }: Appended,
  commandId: string | undefined,
): Promise<readonly DecodedEvent[]> {
  const { source, encoded } = batch;
  const earlier = await storedAt(source, firstPosition, encoded.length);
  const alike = encoded.every((event, at) => isAlike(batch, event, earlier[at]));
  if (!alike && commandId !== undefined) throw new IdempotencyKeyReusedError(commandId, 'record');
  return earlier.flatMap((event) => eventsIn(source.codec.decode(event, source.id)));
}

/** Whether an event was stored as this one, or would be if it were written now: other code writes other versions of it. */
function isAlike(
  { source, origin }: EncodedBatch,
  { stored }: EncodedEvent,
  earlier: StoredEvent | undefined,
): boolean {
  if (earlier === undefined) return false;
  if (earlier.schemaVersion === stored.schemaVersion) {
    return earlier.type === stored.type && earlier.data === stored.data;
  }
  const [event] = eventsIn(source.codec.decode(earlier, source.id));
  if (event?.type !== stored.type) return false;
  try {
    return source.codec.encode(event, stored.eventId, origin).stored.data === stored.data;
  } catch {
    // What today's constraints refuse is not what was given today.
    return false;
  }
}

/** Ids follow from the command id, so that known ones under other events, or in another stream, mean that it was reused. */
function reusedKey(error: unknown, commandId: string): unknown {
  const reused = isRuntimeError(error, 'partial-duplicate') || isRuntimeError(error, 'duplicate-event-id');
  return reused ? new IdempotencyKeyReusedError(commandId, 'record') : error;
}
