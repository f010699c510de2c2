import type { Behaviour } from '../decider/behaviour.js';
import type { AggregateContract, AggregateDefinition, AnyAggregate, EventOf } from '../decider/contract.js';
import { InvalidDecisionError } from '../errors/command-errors.js';
import type { Message } from '../message/message.js';
import { type Aggregate, raisedBy, replayInto, snapshotOf } from './aggregate.js';

/** An aggregate class as a behaviour: its instance is the state, changed in place and used for one command. */
export function aggregateBehaviour<C extends AggregateContract, A extends Aggregate<EventOf<C>>>(
  definition: AggregateDefinition<C>,
  create: new () => A,
): Behaviour<A> {
  const { events }: AnyAggregate = definition;
  const replay = (aggregate: A, event: Message): A => {
    replayInto(aggregate, event);
    return aggregate;
  };
  return {
    initial: () => new create(),
    evolve: new Map(
      Object.values(events)
        .filter(({ ignored }) => ignored === undefined)
        .map(({ type }) => [type, replay]),
    ),
    // What was raised has changed the instance already.
    declared: (aggregate) => snapshotOf(aggregate),
    decide({ name, command, context }, aggregate) {
      const rejection: unknown = aggregate.handle(command, context);
      const raised = raisedBy(aggregate);
      if (rejection === undefined) return raised;
      if (raised.length > 0)
        throw new InvalidDecisionError(name, 'has raised events and rejects the command all the same');
      return rejection;
    },
  };
}
