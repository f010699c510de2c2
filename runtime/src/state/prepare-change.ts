import type { DecodedEvent } from '../codec/decode-event.js';
import type { EncodedEvent } from '../codec/event-codec.js';
import { latestShape } from '../codec/message-data.js';
import { newEventId } from '../command/command-identity.js';
import type { CommandRun } from '../command/command-run.js';
import { recordedEvent } from '../command/settle-decision.js';
import { refuseIllegalChange } from '../decider/check-transitions.js';
import { StreamPreconditionError } from '../errors/command-errors.js';
import { messageInstance } from '../registry/message-instance.js';
import { makeData } from '../shape/make.js';
import { refuseDrafts } from '../store/shape-guard.js';
import type { OutcomeRecord } from '../store/outcome.js';
import type { JudgedChange } from './judge-change.js';
import { sentEvents } from './sent-events.js';
import { documentText, noEvent, type ReadState } from './state-document.js';
import type { StateSetup } from './state-setup.js';

/** What is to be stored, all in one commit. */
export interface PreparedChange {
  /** Revision that was decided on. */
  readonly revision: number;
  /** Number of events, these included. */
  readonly eventCount: number;
  readonly writtenBy: string;
  /** Text of the document. */
  readonly data: string;
  readonly encoded: readonly EncodedEvent[];
  readonly events: readonly DecodedEvent[];
  readonly record: OutcomeRecord | undefined;
}

/**
 * A change as it will lie in the store; `undefined` where there is nothing to do: no events, and the state as it was.
 * @throws InvalidMessageError, StreamPreconditionError, IllegalTransitionError, DraftShapeError
 */
export function prepareChange<State>(
  setup: StateSetup<State>,
  run: CommandRun,
  loaded: ReadState<State>,
  { state, events: decided }: Extract<JudgedChange, { readonly kind: 'change' }>,
): PreparedChange | undefined {
  const { context, definition, aggregate } = setup;
  const { codec, settings } = context;
  const made = messageInstance(definition, makeData(latestShape(definition), state, definition));
  const encodedState = codec.encode(made, noEvent, run.origin);
  const { revision } = loaded;
  if (decided.length === 0 && isSame(setup, run, loaded, encodedState)) return undefined;
  refuseBrokenPrecondition(run, loaded);
  if (setup.store.capabilities.drafts === false) refuseDrafts([encodedState.stored]);
  refuseIllegalChange(aggregate.transitions, { from: loaded.state, to: made.data, by: run.command.type });
  const encoded = decided.map((event, index) =>
    codec.encode(event, newEventId(run.once?.key, index, settings), run.origin),
  );
  const eventCount = loaded.eventCount + encoded.length;
  const appended = {
    ...{ kind: 'appended' as const, firstPosition: loaded.eventCount, streamVersion: eventCount },
    ...{ eventIds: encoded.map(({ stored }) => stored.eventId), recordedAt: settings.now(), deduplicated: false },
  };
  const events = encoded.map((event, index) => recordedEvent(event, index, run, appended));
  const writtenBy = run.origin.metadata.causationId;
  const data = documentText(encodedState, { eventCount, writtenBy });
  return {
    revision,
    eventCount,
    writtenBy,
    data,
    encoded,
    events,
    record: recordOf(run, { encoded, events, eventCount }),
  };
}

/** A state that was never written is not written for being as it begins. */
function isSame<State>(
  { context: { codec }, definition }: StateSetup<State>,
  run: CommandRun,
  { state }: ReadState<State>,
  { stored }: EncodedEvent,
): boolean {
  return codec.encode(messageInstance(definition, state), noEvent, run.origin).stored.data === stored.data;
}

function refuseBrokenPrecondition(
  { definition: { expects }, source: { streamName } }: CommandRun,
  { revision }: Pick<ReadState<unknown>, 'revision'>,
): void {
  if (expects === 'any' || (expects === 'new') === (revision === 0)) return;
  throw new StreamPreconditionError(streamName, expects, revision, 'state');
}

function recordOf(
  { once }: CommandRun,
  { encoded, events, eventCount }: Pick<PreparedChange, 'encoded' | 'events' | 'eventCount'>,
): OutcomeRecord | undefined {
  if (once === undefined) return undefined;
  const { key, hash } = once;
  const result = JSON.stringify({ streamVersion: eventCount, events: sentEvents(encoded, events) });
  return { key, commandHash: hash, kind: 'accepted', result };
}
