import type { MessageMetadata } from '../message/metadata.js';
import type { AggregateContract, MetadataOf, StateOf } from './contract.js';

/** What deciding may know besides command and state; given, so that deciding stays pure. `Keys` are the project's own. */
export interface DecideContext<Keys extends object = object> {
  /** The present as an instant in UTC. */
  readonly now: string;
  /** A new UUID. */
  readonly newId: () => string;
  /** Metadata that the decided events will carry. */
  readonly metadata: MessageMetadata & Keys;
}

/** Events in their order, none for «nothing to do»; or one rejection. */
export type Decision<Event, Rejection> = readonly Event[] | Rejection;

/** Decides one command on a state. Synchronous and pure. */
export type Decide<C extends AggregateContract, Name extends keyof C['commands'], State> = (
  command: C['commands'][Name]['command'],
  state: State,
  context: DecideContext<MetadataOf<C>>,
) => Decision<C['commands'][Name]['emits'], C['commands'][Name]['rejects']>;

/** An aggregate as plain functions: a handler for each command and for each event, none forgotten. */
export interface Decider<C extends AggregateContract, State = StateOf<C>> {
  readonly initialState: NoInfer<State>;
  readonly decide: { readonly [Name in keyof C['commands']]: Decide<C, Name, State> };
  readonly evolve: { readonly [Name in keyof C['events']]: (state: State, event: C['events'][Name]) => NoInfer<State> };
}

/** Handlers of whatever name, as far as the state goes. */
interface Handlers<State> {
  readonly [name: string]: (message: never, state: State, context: never) => unknown;
}

interface EvolveHandlers<State> {
  readonly [name: string]: (state: State, event: never) => unknown;
}

/**
 * A decider whose type of state is to be inferred: from what its handlers accept, since what a decider names first, such
 * as `{ status: 'none' }`, is but one of its states.
 */
export type InferredDecider<C extends AggregateContract, State> = Decider<C, State> & {
  readonly decide: Handlers<State>;
  readonly evolve: EvolveHandlers<State>;
};
