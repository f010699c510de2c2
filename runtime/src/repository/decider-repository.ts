import type { Context } from '../command/context.js';
import type { AggregateContract, AggregateDefinition, StateOf } from '../decider/contract.js';
import type { InferredDecider } from '../decider/decider.js';
import { deciderBehaviour } from '../decider/decider-behaviour.js';
import { shapeCodec, type SnapshotCodec, userCodec } from '../snapshot/state-codec.js';
import { openRepository } from './open-repository.js';
import type { Repository } from './repository.js';

/**
 * The streams of an aggregate that is written as a decider. `codec` is for the snapshots of a state that its schema does not
 * declare.
 * @throws InvalidUseError when the decider lacks a handler
 */
export function deciderRepository<C extends AggregateContract, State = StateOf<C>>(
  definition: AggregateDefinition<C>,
  decider: InferredDecider<C, State>,
  context: Context,
  codec?: SnapshotCodec<State>,
): Repository<C, State> {
  const shape = definition.snapshot?.shape;
  const keeping = {
    behaviour: deciderBehaviour<C, State>(definition, decider),
    codec: shape === undefined ? codec && userCodec(codec) : shapeCodec<State>(shape),
    remembers: true,
  };
  return openRepository(definition, keeping, context);
}
