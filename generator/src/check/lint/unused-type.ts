import { defineMessages } from '../../diagnostics/messages.js';
import type { AggregateModel, DomainModel, NamedTypeModel } from '../../model/domain-model.js';
import type { TypeModel } from '../../model/type-model.js';
import { aggregateShapes, walkTypes } from '../../model/walk-types.js';
import type { Rule } from '../rule.js';

const report = defineMessages('check', {
  'unused-type': {
    severity: 'info',
    text: 'Nothing uses the type {type}.',
    help: 'Remove it, or use it where it was meant.',
  },
});

export const unusedType: Rule = {
  code: 'check/unused-type',
  purpose: 'A type that nothing refers to is left over, or a field that should refer to it does not.',
  check(model) {
    // Where there is no aggregate, the types are all there is: somebody else uses them.
    if (model.contexts.every((context) => context.aggregates.length === 0)) return [];
    const used = usedTypes(model);
    return model.contexts
      .filter(({ name }) => name !== 'std')
      .flatMap((context) => context.types)
      .filter((type) => !used.has(`${type.context}.${type.name}`))
      .map(({ name, place }) => report('unused-type', { type: name }, place));
  },
};

/** Types that something else than themselves refers to, as `context.Name`. */
function usedTypes({ contexts, metadata }: DomainModel): ReadonlySet<string> {
  const used = new Set<string>();
  for (const { types, aggregates, projections } of contexts) {
    for (const type of types) useIn(type.versions, used, type);
    for (const aggregate of aggregates) useInAggregate(aggregate, used);
    for (const { fields } of projections) useIn(fields, used);
  }
  useIn(metadata, used);
  return used;
}

function useInAggregate(aggregate: AggregateModel, used: Set<string>): void {
  useIn(aggregate.id, used);
  useIn(aggregate.state?.versions ?? [], used);
  for (const { fields, open } of aggregateShapes(aggregate)) {
    useIn(fields, used);
    if (open !== undefined) useIn([{ type: open }], used);
  }
}

function useIn(typed: readonly { readonly type: TypeModel }[], used: Set<string>, self?: NamedTypeModel): void {
  const use = (type: TypeModel): void => {
    if (type.kind !== 'ref' || (type.context === self?.context && type.name === self.name)) return;
    used.add(`${type.context}.${type.name}`);
  };
  for (const { type } of typed) walkTypes(type, use);
}
