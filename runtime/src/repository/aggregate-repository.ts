import type { Aggregate } from '../aggregate/aggregate.js';
import { aggregateBehaviour } from '../aggregate/aggregate-behaviour.js';
import type { Context } from '../command/context.js';
import type { AggregateContract, AggregateDefinition, EventOf } from '../decider/contract.js';
import { openRepository } from './open-repository.js';
import type { Repository } from './repository.js';

/** The streams of an aggregate that is written as a class; `create` makes the instance that a stream is replayed into. */
export function aggregateRepository<C extends AggregateContract, A extends Aggregate<EventOf<C>>>(
  definition: AggregateDefinition<C>,
  create: new () => A,
  context: Context,
): Repository<C, A> {
  return openRepository(definition, aggregateBehaviour(definition, create), context);
}
