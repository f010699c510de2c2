import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { defineMessages } from '../../diagnostics/messages.js';
import type { Place } from '../../diagnostics/place.js';
import type { AggregateModel, DomainModel } from '../../model/domain-model.js';
import type { FieldModel, ShapeModel, TypeModel } from '../../model/type-model.js';
import { aggregateShapes, innerTypes } from '../../model/walk-types.js';
import type { Rule } from '../rule.js';
import { hasNestedRepetition } from './nested-repetition.js';

const report = defineMessages('check', {
  'slow-pattern': {
    severity: 'warning',
    text: 'The pattern {pattern} repeats what repeats already; a text that nearly matches can take it minutes to refuse.',
    help: 'Let each character of a text be matched by one repetition only, and set maxLength.',
  },
});

export const slowPattern: Rule = {
  code: 'check/slow-pattern',
  purpose: 'Patterns are run on what senders send; one that backtracks without bound lets them stop the process.',
  check: (model) => [...new Map(patternsOf(model).map((found) => [found.at, found])).values()].map(finding),
};

interface FoundPattern {
  readonly pattern: string;
  readonly at: Place;
}

const finding = ({ pattern, at }: FoundPattern): Diagnostic => report('slow-pattern', { pattern }, at);

function patternsOf({ contexts, metadata }: DomainModel): readonly FoundPattern[] {
  return [
    ...contexts.flatMap(({ types, aggregates }) => [
      ...types.flatMap(({ versions }) => versions.flatMap(({ type, place }) => patternsIn(type, place))),
      ...aggregates.flatMap(patternsOfAggregate),
    ]),
    ...metadata.flatMap(patternsOfField),
  ];
}

function patternsOfAggregate(aggregate: AggregateModel): readonly FoundPattern[] {
  return [
    ...aggregate.id.flatMap(({ type, place }) => patternsIn(type, place)),
    ...aggregateShapes(aggregate).flatMap(patternsOfShape),
    ...(aggregate.state?.versions ?? []).flatMap(({ type, place }) => patternsIn(type, place)),
  ];
}

const patternsOfShape = ({ fields }: ShapeModel): readonly FoundPattern[] => fields.flatMap(patternsOfField);

const patternsOfField = ({ type, place }: FieldModel): readonly FoundPattern[] => patternsIn(type, place);

/** Slow patterns inside a type, each at the nearest field around it. */
function patternsIn(type: TypeModel, place: Place): readonly FoundPattern[] {
  if (type.kind === 'object') {
    const { open } = type.shape;
    return [...patternsOfShape(type.shape), ...(open === undefined ? [] : patternsIn(open, place))];
  }
  if (type.kind !== 'scalar') return innerTypes(type).flatMap((inner) => patternsIn(inner, place));
  const pattern = type.constraints['pattern'];
  return typeof pattern === 'string' && hasNestedRepetition(pattern) ? [{ pattern, at: place }] : [];
}
