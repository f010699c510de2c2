import { dataText } from '../codec/message-data.js';
import type { DecodedEvent } from '../codec/decode-event.js';
import { tell } from '../command/dispatch-command.js';
import type { Appending } from '../command/appending.js';
import type { CommandRun, OnceOnly } from '../command/command-run.js';
import type { CommandStore } from '../command/context.js';
import type { Subscriber } from '../command/middleware.js';
import type { Outcome } from '../command/outcome.js';
import { replayOutcome } from '../command/outcome-records.js';
import type { Session } from '../command/session.js';
import { IdempotencyKeyReusedError, InvalidUseError } from '../errors/command-errors.js';
import { eventsInRecord, sentEvents } from '../state/sent-events.js';
import type { AppendRequest, AppendResult } from '../store/append.js';
import type { OutcomeKey, OutcomeRecord } from '../store/outcome.js';
import type { PendingUnit } from './session-store.js';

/** What became of one command of a unit, as it is recorded with it. */
export type RecordedCommand = Pick<OutcomeRecord, 'commandHash' | 'kind' | 'result'>;

interface Handled {
  readonly run: CommandRun;
  readonly once: OnceOnly;
  outcome: Outcome | undefined;
}

/** What a session works on. */
export interface SessionSetting {
  readonly key: OutcomeKey;
  readonly isOnce: boolean;
  readonly base: CommandStore;
  readonly pending: PendingUnit;
}

/** The commands of one unit, handled for the first time. */
export class FirstSession implements Session {
  readonly #setting: SessionSetting;
  readonly base: CommandStore;
  readonly #handled: Handled[] = [];
  readonly #told: { readonly subscribers: readonly Subscriber[]; readonly events: readonly DecodedEvent[] }[] = [];

  constructor(setting: SessionSetting) {
    this.#setting = setting;
    this.base = setting.base;
  }

  append(request: AppendRequest, appendIn: Appending['appendIn']): Promise<AppendResult> {
    return this.#setting.pending.append(request, appendIn);
  }

  recording(): void {
    if (this.#setting.isOnce) throw recordedOnce();
  }

  async handle(run: CommandRun, handleRun: (run: CommandRun) => Promise<Outcome>): Promise<Outcome> {
    // Its place is that of its beginning, whatever runs beside it.
    const handled: Handled = { run, once: run.onceUnder(this.#setting.key), outcome: undefined };
    this.#handled.push(handled);
    const outcome = await handleRun(run);
    handled.outcome = outcome;
    if (outcome.kind === 'accepted' && !outcome.deduplicated) this.tell(run.subscribers, outcome.events);
    return outcome;
  }

  tell(subscribers: readonly Subscriber[], events: readonly DecodedEvent[]): void {
    if (subscribers.length > 0 && events.length > 0) this.#told.push({ subscribers, events });
  }

  /** Every event that somebody was given: it gets the time of the commit. */
  *events(): Generator<DecodedEvent> {
    for (const { outcome } of this.#handled) if (outcome?.deduplicated === false) yield* outcome.events;
  }

  async tellAll(): Promise<void> {
    for (const { subscribers, events } of this.#told) await tell(subscribers, events);
  }

  /** What became of each command, in order. */
  recorded(): readonly RecordedCommand[] {
    return this.#handled.flatMap(({ run, once, outcome }) =>
      outcome === undefined ? [] : [recordOf(run, once, outcome)],
    );
  }
}

function recordOf(run: CommandRun, { hash }: OnceOnly, outcome: Outcome): RecordedCommand {
  const { streamVersion } = outcome;
  if (outcome.kind === 'rejected') {
    const { type, data } = outcome.rejection;
    const shape = run.allowed.rejects.get(type)?.shape;
    const text = shape === undefined ? '' : dataText(shape, shape.exact(), data);
    return { commandHash: hash, kind: 'rejected', result: JSON.stringify({ streamVersion, type, data: text }) };
  }
  const { events } = outcome;
  if (events.length === 0) return { commandHash: hash, kind: 'nothing', result: JSON.stringify({ streamVersion }) };
  const { codec } = run.source;
  const encoded = events.map((event) => codec.encode(event, event.eventId, run.origin));
  const result = JSON.stringify({ streamVersion, events: sentEvents(encoded, events) });
  return { commandHash: hash, kind: 'accepted', result };
}

/** The commands of a unit that stands already: each is told again what became of it, and nothing is written. */
export class RepeatedSession implements Session {
  readonly #key: OutcomeKey;
  readonly #recorded: readonly RecordedCommand[];
  readonly base: CommandStore;
  #next = 0;

  constructor({ key, base }: SessionSetting, recorded: readonly RecordedCommand[]) {
    this.#key = key;
    this.base = base;
    this.#recorded = recorded;
  }

  /** @throws IdempotencyKeyReusedError when the unit's id was used for other commands */
  async handle(run: CommandRun): Promise<Outcome> {
    const recorded = this.#recorded[this.#next];
    this.#next += 1;
    if (recorded === undefined) throw new IdempotencyKeyReusedError(this.#key.commandId, run.command.type);
    const once = run.onceUnder(this.#key);
    return replayOutcome({ key: this.#key, ...recorded }, { ...run, once }, eventsInRecord);
  }

  /** What was told once is not told again. */
  tell(): void {}

  recording(): never {
    throw recordedOnce();
  }

  append(): Promise<never> {
    return Promise.reject(recordedOnce());
  }

  /** @throws IdempotencyKeyReusedError when there were more commands than this time */
  end(): void {
    if (this.#next < this.#recorded.length) throw new IdempotencyKeyReusedError(this.#key.commandId, 'together');
  }
}

const recordedOnce = (): InvalidUseError =>
  new InvalidUseError('Only commands can be told again: record events without a command id for the unit.');
