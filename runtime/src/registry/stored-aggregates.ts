import type { AnyAggregate } from '../decider/contract.js';

/**
 * Aggregates with everything that is stored of them: an aggregate's facts have streams of their own beside its, and a
 * state that is the truth is read as its events are.
 */
export function storedAggregates(aggregates: readonly AnyAggregate[]): readonly AnyAggregate[] {
  return aggregates.flatMap((aggregate) => {
    const { context, id, fact, state, events } = aggregate;
    if (state !== undefined) return [{ ...aggregate, events: { ...events, [state.name]: state } }];
    if (fact === undefined) return [aggregate];
    const { category, definition } = fact;
    const { name } = definition;
    return [aggregate, { context, name, category, id, events: { [name]: definition }, commands: {}, rejections: {} }];
  });
}
