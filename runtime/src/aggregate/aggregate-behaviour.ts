import type { Behaviour } from '../decider/behaviour.js';
import type { AggregateContract, AggregateDefinition, AnyAggregate, EventOf } from '../decider/contract.js';
import { tagOf } from '../decider/check-transitions.js';
import { InvalidDecisionError } from '../errors/command-errors.js';
import type { Message } from '../message/message.js';
import { type Aggregate, raisedBy, replayInto, snapshotOf, watchStates } from './aggregate.js';

/** An aggregate class as a behaviour: its instance is the state, changed in place and used for one command. */
export function aggregateBehaviour<C extends AggregateContract, A extends Aggregate<EventOf<C>>>(
  definition: AggregateDefinition<C>,
  create: new () => A,
): Behaviour<A> {
  const { events, transitions }: AnyAggregate = definition;
  const tags = new WeakMap<A, string[]>();
  /** Tags are noted as they are: an instance may change its state in place. */
  const watch = (aggregate: A): void => {
    if (transitions === undefined) return;
    const passed: string[] = [];
    tags.set(aggregate, passed);
    watchStates(aggregate, (state) => void passed.push(tagOf(state, transitions) ?? ''));
  };
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
    passed: (aggregate) => tags.get(aggregate) ?? [],
    decide({ name, command, context }, aggregate) {
      watch(aggregate);
      const rejection: unknown = aggregate.handle(command, context);
      const raised = raisedBy(aggregate);
      if (rejection === undefined) return raised;
      if (raised.length > 0)
        throw new InvalidDecisionError(name, 'has raised events and rejects the command all the same');
      return rejection;
    },
  };
}
