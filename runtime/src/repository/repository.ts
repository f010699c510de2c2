import type { CommandOptions } from '../command/command-options.js';
import type { Outcome } from '../command/outcome.js';
import type { AggregateContract, EventOf } from '../decider/contract.js';
import type { StreamEvent } from '../message/message.js';

/** A moment of the past: a stream version, or an instant whose later events are left out. */
export type LoadOptions = { readonly streamVersion: number } | { readonly asOf: string };

/** State as it stands, or stood. For looking at: nothing takes it back to store it. */
export interface Loaded<State> {
  readonly state: State;
  /** Number of events the state was folded from; 0 for a stream without any. */
  readonly streamVersion: number;
  /** When the last of these events was recorded; `undefined` for a stream without any. */
  readonly lastRecordedAt: string | undefined;
}

/** The streams of one aggregate. */
export interface Repository<C extends AggregateContract, State> {
  /**
   * Handles one command: looks for an earlier outcome, loads, decides, appends, and begins again after a conflict.
   * @throws InvalidMessageError, IdempotencyKeyReusedError, StreamPreconditionError, InvalidDecisionError,
   * IllegalTransitionError, StoredEventError, WrongExpectedVersionError, DeadlinePassedError, and what the store throws
   */
  handle<Name extends keyof C['commands'] & string>(
    name: Name,
    command: C['commands'][Name]['command'],
    options?: CommandOptions,
  ): Promise<Outcome<C['commands'][Name]['emits'], C['commands'][Name]['rejects'], C['id']>>;
  /** @throws StreamVersionNotReachedError for a stream version that is still to come */
  load(id: C['id'], at?: LoadOptions): Promise<Loaded<State>>;
  /** The events of a stream in order, page by page; folds and processors read pages instead. */
  events(id: C['id']): AsyncIterable<StreamEvent<EventOf<C>, C['id']>>;
}
