import type { CommandOptions } from '../command/command-options.js';
import type { Context } from '../command/context.js';
import { dispatchCommand, enterHandlers, type SentCommand } from '../command/dispatch-command.js';
import type { Outcome } from '../command/outcome.js';
import type { AggregateContract, AggregateDefinition, StateOf } from '../decider/contract.js';
import type { StateDecider } from '../decider/state-decider.js';
import { streamNameOf } from '../repository/stream-identity.js';
import { handleStateCommand } from './handle-state-command.js';
import { loadDocument } from './load-document.js';
import { setupStates } from './state-setup.js';

/** A state that is the truth, as it stands. There is no past to ask for. */
export interface LoadedState<State> {
  readonly state: State;
  /** Number of times it was written; 0 for one that never was. */
  readonly revision: number;
}

/** The states of one aggregate. */
export interface StateRepository<C extends AggregateContract, State> {
  /**
   * Handles one command: looks for an earlier outcome, reads the state, decides, writes what became of it, and begins
   * again after a conflict. The stream version of an outcome is the number of events that were sent of the aggregate.
   * @throws as `Repository.handle`
   */
  handle<Name extends keyof C['commands'] & string>(
    name: Name,
    command: C['commands'][Name]['command'],
    options?: CommandOptions,
  ): Promise<Outcome<C['commands'][Name]['emits'], C['commands'][Name]['rejects'], C['id']>>;
  /** @throws StoredEventError for a state that cannot be read */
  load(id: C['id']): Promise<LoadedState<State>>;
}

/** @throws InvalidUseError when the decider lacks a handler, or the store has no transactions */
export function stateRepository<C extends AggregateContract, State = StateOf<C>>(
  definition: AggregateDefinition<C>,
  decider: StateDecider<C, State>,
  context: Context,
): StateRepository<C, State> {
  const setup = setupStates<C, State>(definition, decider, context);
  const handle = (sent: SentCommand): Promise<Outcome> =>
    dispatchCommand(setup, sent, (run) => handleStateCommand(setup, run));
  enterHandlers(setup, handle);
  return {
    handle: (name, command, options = {}) => typed(handle({ name, command, options })),
    async load(id) {
      const { state, revision } = await loadDocument(setup, { id, streamName: streamNameOf(definition, id) });
      return { state, revision };
    },
  };
}

/** That a command leads to what its contract says was judged before; here it becomes a type. */
function typed(outcome: Promise<Outcome>): Promise<Outcome<never, never, never>> {
  return outcome as Promise<Outcome<never, never, never>>;
}
