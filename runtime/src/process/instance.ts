// One instance of a process, as its stream tells it. In: its events in order. Out: where it stands: its state, what it waits
// for, what it still has to send, and what it has dealt with.
import type { DecodedEvent } from '../codec/decode-event.js';
import type { AnyProcess } from './bound-process.js';
import { type Answered, type Reacted, recordNames, type SentCommand, type TimedOut } from './records.js';

/** A command that was sent, as far as is known whether it arrived. */
export interface OutstandingCommand extends SentCommand {
  /** When it was decided on. */
  readonly since: string;
  /** What went wrong when it was sent last. */
  readonly failure: string | undefined;
  /** Of the record in which it was decided on. */
  readonly metadata: DecodedEvent['metadata'];
}

export interface Instance {
  readonly status: 'none' | 'running' | 'ended';
  /** Number of events in its stream. */
  readonly streamVersion: number;
  readonly state: unknown;
  /** Armed timeouts and when they are due. */
  readonly timers: ReadonlyMap<string, string>;
  /** Timeouts that have passed and were not dealt with yet, with the id of the event that says so. */
  readonly passed: ReadonlyMap<string, string>;
  /** By id, in the order in which they are to be sent. */
  readonly outstanding: ReadonlyMap<string, OutstandingCommand>;
  /** Rejected commands that were not dealt with yet, by the id of the event that says so. */
  readonly refused: ReadonlyMap<string, SentCommand>;
  /** What it has reacted to. */
  readonly handled: ReadonlySet<string>;
  readonly startedAt: string | undefined;
  readonly changedAt: string | undefined;
  /** What it has reacted to last, for people. */
  readonly last: string | undefined;
  /** Of the record of its start: the conversation that it belongs to. */
  readonly metadata: DecodedEvent['metadata'] | undefined;
}

export const noInstance: Instance = /* @__PURE__ */ Object.freeze({
  status: 'none',
  streamVersion: 0,
  state: undefined,
  timers: new Map<string, string>(),
  passed: new Map<string, string>(),
  outstanding: new Map<string, OutstandingCommand>(),
  refused: new Map<string, SentCommand>(),
  handled: new Set<string>(),
  startedAt: undefined,
  changedAt: undefined,
  last: undefined,
  metadata: undefined,
});

/** What a process reacts to once: an event, or one part of it. */
export const handledKey = (eventId: string, part: number): string => `${eventId} ${part}`;

/** The instance behind one more event of its stream. */
export function withRecord(
  { context, name, state, refusals }: AnyProcess,
  before: Instance,
  event: DecodedEvent,
): Instance {
  const at = { ...before, streamVersion: event.position + 1, changedAt: event.recordedAt };
  // What lies in the stream was checked against these shapes when it was decoded.
  switch (event.type) {
    case state.type:
      return { ...at, state: event.data };
    case `${context}.${name}${recordNames.reacted}`:
      return reacted(at, event, event.data as Reacted);
    case `${context}.${name}${recordNames.timedOut}`:
      return timedOut(at, event, event.data as TimedOut);
    case `${context}.${name}${recordNames.answered}`:
      return answered(at, event, event.data as Answered, Object.values(refusals));
    default:
      return at;
  }
}

function reacted(before: Instance, { metadata, recordedAt }: DecodedEvent, data: Reacted): Instance {
  const timers = new Map(before.timers);
  const passed = without(before.passed, [...data.cancelled, ...Object.keys(data.armed)]);
  for (const name of data.cancelled) timers.delete(name);
  for (const [name, due] of Object.entries(data.armed)) timers.set(name, due);
  const outstanding = new Map(before.outstanding);
  for (const sent of data.sent) {
    outstanding.set(sent.commandId, { ...sent, since: recordedAt, failure: undefined, metadata });
  }
  for (const [name, eventId] of passed) if (eventId === data.eventId) passed.delete(name);
  const refused = without(before.refused, [data.eventId]);
  const handled = new Set(before.handled).add(handledKey(data.eventId, data.part));
  const ended = data.ended === true;
  return {
    ...before,
    status: ended ? 'ended' : 'running',
    timers: ended ? noInstance.timers : timers,
    passed: ended ? noInstance.passed : passed,
    refused: ended ? noInstance.refused : refused,
    ...{ outstanding, handled, last: data.to, startedAt: before.startedAt ?? recordedAt },
    metadata: before.metadata ?? metadata,
  };
}

function timedOut(before: Instance, { eventId }: DecodedEvent, { timeout }: TimedOut): Instance {
  const passed = new Map(before.passed).set(timeout, eventId);
  return { ...before, timers: without(before.timers, [timeout]), passed };
}

function answered(
  before: Instance,
  { eventId }: DecodedEvent,
  { commandId, outcome, type, text }: Answered,
  refusals: readonly { readonly command: string; readonly rejection: string }[],
): Instance {
  const sent = before.outstanding.get(commandId);
  if (sent === undefined) return before;
  if (outcome === 'failed') {
    return { ...before, outstanding: new Map(before.outstanding).set(commandId, { ...sent, failure: text }) };
  }
  const outstanding = without(before.outstanding, [commandId]);
  const isTold = refusals.some(({ command, rejection }) => command === sent.type && rejection === type);
  const waits = outcome === 'rejected' && isTold && before.status === 'running';
  return { ...before, outstanding, refused: waits ? new Map(before.refused).set(eventId, sent) : before.refused };
}

function without<Value>(from: ReadonlyMap<string, Value>, names: readonly string[]): Map<string, Value> {
  const left = new Map(from);
  for (const name of names) left.delete(name);
  return left;
}
