import { defineMessages } from '../../diagnostics/messages.js';
import type { Place } from '../../diagnostics/place.js';
import { aggregateShapes, walkFields } from '../../model/walk-types.js';
import type { FieldModel } from '../../model/type-model.js';
import type { Rule } from '../rule.js';

const report = defineMessages('check', {
  'field-undescribed': {
    severity: 'info',
    text: 'The field {field} has no description.',
    help: 'Write it in long form: { type: …, description: … }',
  },
});

export const fieldUndescribed: Rule = {
  code: 'check/field-undescribed',
  purpose: 'The name of a field rarely says its unit, its source or what an empty value means.',
  isOptional: true,
  check({ contexts }) {
    // A version that is like another shares its fields; each is asked for once.
    const found = new Map<Place, FieldModel>();
    const visit = (field: FieldModel): void => {
      if (field.description === undefined) found.set(field.place, field);
      walkFields(field.type, visit);
    };
    for (const { name, types, aggregates, projections } of contexts) {
      if (name === 'std') continue;
      for (const { type } of types.flatMap(({ versions }) => versions)) walkFields(type, visit);
      for (const { fields } of aggregates.flatMap(aggregateShapes)) fields.forEach(visit);
      for (const { fields } of projections) fields.forEach(visit);
    }
    return [...found.values()].map(({ name, place }) => report('field-undescribed', { field: name }, place));
  },
};
