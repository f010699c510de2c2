import { InvalidUseError } from '../errors/command-errors.js';
import type { Message } from '../message/message.js';
import type { Behaviour } from './behaviour.js';
import { refuseOtherInitialState } from './check-transitions.js';
import type { AggregateContract, AggregateDefinition, AnyAggregate } from './contract.js';
import type { DecideContext, Decider } from './decider.js';

type Evolve<State> = (state: State, event: Message) => State;
type DecideAny<State> = (command: Message, state: State, context: DecideContext) => unknown;

/** @throws InvalidUseError when untyped code left the handler out */
export function handlerOf(handlers: object, name: string, what: string): (...args: never) => unknown {
  const handler: unknown = Object.hasOwn(handlers, name) ? Reflect.get(handlers, name) : undefined;
  if (typeof handler !== 'function') throw new InvalidUseError(`The decider has no ${what}.${name}.`);
  return handler.bind(handlers) as (...args: never) => unknown;
}

/** @throws InvalidUseError when a handler is missing, or the initial state is not the declared one */
export function deciderBehaviour<C extends AggregateContract, State>(
  definition: AggregateDefinition<C>,
  decider: Decider<C, State>,
): Behaviour<State> {
  const { events, commands, transitions, state, name: aggregate }: AnyAggregate = definition;
  if (state !== undefined)
    throw new InvalidUseError(`The state of ${aggregate} is its truth; nothing is folded into it.`);
  refuseOtherInitialState(transitions, decider.initialState);
  // That a handler takes the message of its name is what `Decider` demands; here, where messages are told apart by name,
  // its type is taken at its word.
  const evolve = new Map<string, Evolve<State>>();
  for (const [name, { type, ignored }] of Object.entries(events)) {
    if (ignored === undefined) evolve.set(type, handlerOf(decider.evolve, name, 'evolve') as Evolve<State>);
  }
  const decide = new Map<string, DecideAny<State>>();
  for (const name of Object.keys(commands))
    decide.set(name, handlerOf(decider.decide, name, 'decide') as DecideAny<State>);
  return {
    initial: () => decider.initialState,
    evolve,
    declared: (state, events) => events.reduce((next, event) => evolve.get(event.type)?.(next, event) ?? next, state),
    decide: ({ name, command, context }, state) => decide.get(name)?.(command, state, context),
  };
}
