import { type CommandBasis, prepareCommands } from '../command/command-run.js';
import type { Context, StateStore } from '../command/context.js';
import type { Request } from '../decider/behaviour.js';
import { refuseOtherInitialState } from '../decider/check-transitions.js';
import type { AggregateContract, AggregateDefinition, AnyAggregate } from '../decider/contract.js';
import { handlerOf } from '../decider/decider-behaviour.js';
import type { StateDecider } from '../decider/state-decider.js';
import { InvalidUseError } from '../errors/command-errors.js';
import type { EventDefinition } from '../registry/message-definition.js';

/** What all commands of an aggregate share whose state is the truth. */
export interface StateSetup<State> extends CommandBasis {
  readonly definition: EventDefinition;
  readonly store: StateStore;
  readonly initial: () => State;
  /** Whatever the user's code decided, still to be judged. */
  readonly decide: (request: Request, state: State) => unknown;
}

type DecideAny<State> = (command: unknown, state: State, context: unknown) => unknown;

/** @throws InvalidUseError for a decider without a handler or with another initial state than declared, and for a store without transactions */
export function setupStates<C extends AggregateContract, State>(
  definition: AggregateDefinition<C>,
  decider: StateDecider<C, State>,
  context: Context,
): StateSetup<State> {
  const aggregate: AnyAggregate = definition;
  const { state, name, transitions, commands } = aggregate;
  if (state === undefined) throw new InvalidUseError(`The state of ${name} is not its truth: its events are.`);
  const { store } = context.settings;
  if (!keepsStates(store)) throw new InvalidUseError(`The state of ${name} needs a store with transactions.`);
  refuseOtherInitialState(transitions, decider.initialState);
  const decide = new Map<string, DecideAny<State>>();
  for (const command of Object.keys(commands))
    decide.set(command, handlerOf(decider.decide, command, 'decide') as DecideAny<State>);
  return {
    aggregate,
    commands: prepareCommands(aggregate),
    context,
    definition: state,
    store,
    initial: () => decider.initialState,
    decide: ({ name: asked, command, context: given }, current) => decide.get(asked)?.(command, current, given),
  };
}

function keepsStates(store: Context['settings']['store']): store is StateStore {
  return store.transact !== undefined && 'findDocument' in store;
}
