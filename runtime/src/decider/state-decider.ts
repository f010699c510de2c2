import type { AggregateContract, MetadataOf, StateOf } from './contract.js';
import type { DecideContext } from './decider.js';

/** What the state is now, and what others are told of it. */
export interface StateChange<State, Event> {
  readonly state: State;
  readonly events: readonly Event[];
}

/** A change; the state as it was and no events for «nothing to do»; or one rejection. */
export type StateDecision<State, Event, Rejection> = StateChange<State, Event> | Rejection;

/** Decides one command on a state. Synchronous and pure. */
export type DecideState<C extends AggregateContract, Name extends keyof C['commands'], State> = (
  command: C['commands'][Name]['command'],
  state: State,
  context: DecideContext<MetadataOf<C>>,
) => StateDecision<State, C['commands'][Name]['emits'], C['commands'][Name]['rejects']>;

/** An aggregate whose state is the truth, as plain functions: a handler for each command, none forgotten. */
export interface StateDecider<C extends AggregateContract, State = StateOf<C>> {
  /** Before the first change. */
  readonly initialState: NoInfer<State>;
  readonly decide: { readonly [Name in keyof C['commands']]: DecideState<C, Name, State> };
}
