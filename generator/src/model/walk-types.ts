import type { AggregateModel } from './domain-model.js';
import type { FieldModel, ShapeModel, TypeModel } from './type-model.js';

/** The types directly inside a type, in the order of the source. References are not followed. */
export function innerTypes(type: TypeModel): readonly TypeModel[] {
  switch (type.kind) {
    case 'scalar':
    case 'null':
    case 'enum':
    case 'ref':
      return [];
    case 'list':
    case 'map':
      return [type.of];
    case 'object': {
      const fields = type.shape.fields.map((field) => field.type);
      return type.shape.open === undefined ? fields : [...fields, type.shape.open];
    }
    case 'union':
      return type.members;
    case 'tagged':
      return type.variants.map((variant) => variant.type);
  }
}

/** Visits a type and all types inside it, outer before inner. References are visited, not followed. */
export function walkTypes(type: TypeModel, visit: (type: TypeModel) => void): void {
  visit(type);
  // Most types are leaves, which have nothing to make a list of.
  if (type.kind === 'scalar' || type.kind === 'ref') return;
  for (const inner of innerTypes(type)) walkTypes(inner, visit);
}

/** Visits the fields of all objects written inside a type, not those behind references. */
export function walkFields(type: TypeModel, visit: (field: FieldModel) => void): void {
  walkTypes(type, (inner) => {
    if (inner.kind === 'object') inner.shape.fields.forEach(visit);
  });
}

/** Shapes of an aggregate's messages: every version of its events and commands, and its rejections. */
export function aggregateShapes({ events, commands, rejections }: AggregateModel): readonly ShapeModel[] {
  const versioned = [...events, ...commands].flatMap(({ versions }) => versions.map(({ shape }) => shape));
  return [...versioned, ...rejections.map(({ shape }) => shape)];
}
