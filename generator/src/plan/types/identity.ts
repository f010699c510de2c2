import type { IdPart } from '../../model/domain-model.js';
import type { FieldModel, ShapeModel } from '../../model/type-model.js';

const identityField = ({ name, type, place }: IdPart): FieldModel => ({
  name,
  type,
  optional: false,
  defaultValue: undefined,
  personal: false,
  description: undefined,
  deprecated: undefined,
  examples: [],
  place,
});

/** The identity of a stream as an object. */
export const identityShape = (id: readonly IdPart[]): ShapeModel => ({
  fields: id.map(identityField),
  open: undefined,
  description: undefined,
  deprecated: undefined,
});

/** Data of a command, which says in every version which stream it is for. */
export const withIdentity = (shape: ShapeModel, id: readonly IdPart[]): ShapeModel => ({
  ...shape,
  fields: [...id.map(identityField), ...shape.fields],
});
