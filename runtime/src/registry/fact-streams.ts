import type { AnyAggregate } from '../decider/contract.js';

/** The aggregates whose streams a registry's events lie in: an aggregate's facts have streams of their own beside its. */
export function withFactStreams(aggregates: readonly AnyAggregate[]): readonly AnyAggregate[] {
  return aggregates.flatMap((aggregate) => {
    const { context, id, fact } = aggregate;
    if (fact === undefined) return [aggregate];
    const { category, definition } = fact;
    const { name } = definition;
    return [aggregate, { context, name, category, id, events: { [name]: definition }, commands: {}, rejections: {} }];
  });
}
