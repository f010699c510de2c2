import type { AggregateModel, ContextModel } from '../../model/domain-model.js';
import { noConstraints, type ShapeModel, type TypeModel } from '../../model/type-model.js';

/** Every type that is written in a context: of named types, identities, messages, states and rows, all versions. */
export function rootTypes({ types, aggregates, projections }: ContextModel): readonly TypeModel[] {
  return [
    ...types.flatMap(({ versions }) => versions.map(({ type }) => type)),
    ...aggregates.flatMap(aggregateTypes),
    ...projections.flatMap(({ key, fields }) => [...key, ...fields].map(({ type }) => type)),
  ];
}

export const shapeType = (shape: ShapeModel): Extract<TypeModel, { kind: 'object' }> => ({
  kind: 'object',
  shape,
  constraints: noConstraints,
});

function aggregateTypes({ id, events, commands, rejections, state }: AggregateModel): readonly TypeModel[] {
  const messages = [...events, ...commands].flatMap(({ versions }) => versions.map(({ shape }) => shapeType(shape)));
  return [
    ...id.map(({ type }) => type),
    ...messages,
    ...rejections.map(({ shape }) => shapeType(shape)),
    ...(state?.versions ?? []).map(({ type }) => type),
  ];
}
