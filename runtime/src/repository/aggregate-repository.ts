import { type Aggregate, restoreInto, snapshotOf } from '../aggregate/aggregate.js';
import { aggregateBehaviour } from '../aggregate/aggregate-behaviour.js';
import type { Context } from '../command/context.js';
import type { AggregateContract, AggregateDefinition, EventOf } from '../decider/contract.js';
import { shapeCodec, type SnapshotCodec, type StateCodec, userCodec } from '../snapshot/state-codec.js';
import type { Operations } from '../shape/shape.js';
import { openRepository } from './open-repository.js';
import type { Repository } from './repository.js';

/**
 * The streams of an aggregate that is written as a class; `create` makes the instance that a stream is replayed into.
 * `codec` is for snapshots where the schema declares no state.
 */
export function aggregateRepository<C extends AggregateContract, A extends Aggregate<EventOf<C>>>(
  definition: AggregateDefinition<C>,
  create: new () => A,
  context: Context,
  codec?: SnapshotCodec<A>,
): Repository<C, A> {
  const shape = definition.snapshot?.shape;
  const keeping = {
    behaviour: aggregateBehaviour(definition, create),
    codec: shape === undefined ? codec && userCodec(codec) : instanceCodec(shape, create),
    remembers: false,
  };
  return openRepository(definition, keeping, context);
}

/** The declared state goes out of one instance and into another. */
function instanceCodec<A extends Aggregate>(shape: Operations, create: new () => A): StateCodec<A> {
  const { encode, decode } = shapeCodec<unknown>(shape);
  return {
    encode: (aggregate) => encode(snapshotOf(aggregate)),
    decode(text) {
      const aggregate = new create();
      restoreInto(aggregate, decode(text));
      return aggregate;
    },
  };
}
