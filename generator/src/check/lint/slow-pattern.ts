import { defineMessages } from '../../diagnostics/messages.js';
import type { Place } from '../../diagnostics/place.js';
import type { AggregateModel, DomainModel } from '../../model/domain-model.js';
import type { ShapeModel, TypeModel } from '../../model/type-model.js';
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
  check: (model) => {
    const found = new Map<Place, string>();
    collectFromModel(model, found);
    return [...found].map(([at, pattern]) => report('slow-pattern', { pattern }, at));
  },
};

/** Slow patterns by the nearest field around them: versions that are like others share their fields. */
type FoundPatterns = Map<Place, string>;

function collectFromModel({ contexts, metadata }: DomainModel, found: FoundPatterns): void {
  for (const { types, aggregates, projections } of contexts) {
    for (const { versions } of types) for (const { type, place } of versions) collect(type, place, found);
    for (const aggregate of aggregates) collectFromAggregate(aggregate, found);
    for (const { fields } of projections) for (const { type, place } of fields) collect(type, place, found);
  }
  for (const { type, place } of metadata) collect(type, place, found);
}

function collectFromAggregate(aggregate: AggregateModel, found: FoundPatterns): void {
  for (const { type, place } of aggregate.id) collect(type, place, found);
  for (const shape of aggregateShapes(aggregate)) collectFromShape(shape, found);
  for (const { type, place } of aggregate.state?.versions ?? []) collect(type, place, found);
}

function collectFromShape({ fields }: ShapeModel, found: FoundPatterns): void {
  for (const { type, place } of fields) collect(type, place, found);
}

function collect(type: TypeModel, place: Place, found: FoundPatterns): void {
  switch (type.kind) {
    case 'ref':
      return;
    case 'scalar': {
      const pattern = type.constraints['pattern'];
      if (typeof pattern === 'string' && hasNestedRepetition(pattern)) found.set(place, pattern);
      return;
    }
    case 'object':
      collectFromShape(type.shape, found);
      if (type.shape.open !== undefined) collect(type.shape.open, place, found);
      return;
    default:
      for (const inner of innerTypes(type)) collect(inner, place, found);
  }
}
