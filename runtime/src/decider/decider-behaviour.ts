import { InvalidUseError } from '../errors/command-errors.js';
import type { Message } from '../message/message.js';
import type { Behaviour } from './behaviour.js';
import type { AggregateContract, AggregateDefinition, AnyAggregate } from './contract.js';
import type { DecideContext, Decider } from './decider.js';

type Evolve<State> = (state: State, event: Message) => State;
type DecideAny<State> = (command: Message, state: State, context: DecideContext) => unknown;

/**
 * The function under `name`. That it takes the message of that name is what `Decider` demands of it; here, where
 * messages are told apart by name, its type is taken at its word.
 * @throws InvalidUseError when untyped code left it out
 */
function handlerOf<Handler extends (...args: never) => unknown>(handlers: object, name: string, what: string): Handler {
  const handler: unknown = Object.hasOwn(handlers, name) ? Reflect.get(handlers, name) : undefined;
  if (typeof handler !== 'function') throw new InvalidUseError(`The decider has no ${what}.${name}.`);
  return handler.bind(handlers) as Handler;
}

/** @throws InvalidUseError when a handler is missing, or the initial state is not the declared one */
export function deciderBehaviour<C extends AggregateContract, State>(
  definition: AggregateDefinition<C>,
  decider: Decider<C, State>,
): Behaviour<State> {
  const { events, commands }: AnyAggregate = definition;
  const evolve = new Map<string, Evolve<State>>();
  for (const [name, { type, ignored }] of Object.entries(events)) {
    if (ignored === undefined) evolve.set(type, handlerOf(decider.evolve, name, 'evolve'));
  }
  const decide = new Map<string, DecideAny<State>>();
  for (const name of Object.keys(commands)) decide.set(name, handlerOf(decider.decide, name, 'decide'));
  return {
    initial: () => decider.initialState,
    evolve,
    decide: ({ name, command, context }, state) => decide.get(name)?.(command, state, context),
  };
}
