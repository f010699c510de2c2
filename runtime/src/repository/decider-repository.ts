import type { Context } from '../command/context.js';
import type { AggregateContract, AggregateDefinition, StateOf } from '../decider/contract.js';
import type { InferredDecider } from '../decider/decider.js';
import { deciderBehaviour } from '../decider/decider-behaviour.js';
import { openRepository } from './open-repository.js';
import type { Repository } from './repository.js';

/** The streams of an aggregate that is written as a decider. @throws InvalidUseError when the decider lacks a handler */
export function deciderRepository<C extends AggregateContract, State = StateOf<C>>(
  definition: AggregateDefinition<C>,
  decider: InferredDecider<C, State>,
  context: Context,
): Repository<C, State> {
  return openRepository(definition, deciderBehaviour(definition, decider), context);
}
