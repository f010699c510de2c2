import { defineMessages } from '../../diagnostics/messages.js';
import type { AggregateModel, DomainModel, NamedTypeModel } from '../../model/domain-model.js';
import type { RefType, ShapeModel, TypeModel } from '../../model/type-model.js';
import { aggregateShapes, walkTypes } from '../../model/walk-types.js';
import type { Rule } from '../rule.js';

const report = defineMessages('check', {
  'unused-type': { severity: 'info', text: 'Nothing uses the type {type}.' },
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

/** Types that something else than themselves refers to. */
function usedTypes({ contexts, metadata }: DomainModel): ReadonlySet<string> {
  const used = new Set<string>();
  const use = (ref: RefType): void => {
    used.add(`${ref.context}.${ref.name}`);
  };
  for (const { types, aggregates } of contexts) {
    for (const type of types)
      referencesOf(typesOfNamed(type))
        .filter((ref) => !isItself(ref, type))
        .forEach(use);
    for (const aggregate of aggregates) referencesOf(typesOfAggregate(aggregate)).forEach(use);
  }
  referencesOf(metadata.map((field) => field.type)).forEach(use);
  return used;
}

const isItself = (ref: RefType, type: NamedTypeModel): boolean =>
  ref.context === type.context && ref.name === type.name;

function referencesOf(types: readonly TypeModel[]): readonly RefType[] {
  const references: RefType[] = [];
  for (const type of types) {
    walkTypes(type, (inner) => {
      if (inner.kind === 'ref') references.push(inner);
    });
  }
  return references;
}

const typesOfNamed = ({ versions }: NamedTypeModel): readonly TypeModel[] => versions.map(({ type }) => type);

const typesOfShape = ({ fields, open }: ShapeModel): readonly TypeModel[] => [
  ...fields.map((field) => field.type),
  ...(open === undefined ? [] : [open]),
];

function typesOfAggregate(aggregate: AggregateModel): readonly TypeModel[] {
  return [
    ...aggregate.id.map((part) => part.type),
    ...aggregateShapes(aggregate).flatMap(typesOfShape),
    ...(aggregate.state?.versions ?? []).map(({ type }) => type),
  ];
}
