import type { CheckBase, CheckSchema } from '../../model/check-model.js';
import { noConstraints, type Constraints, type TypeModel } from '../../model/type-model.js';

const keywordOrder = [
  ...['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum', 'multipleOf'],
  ...['minLength', 'maxLength', 'pattern'],
  ...['minItems', 'maxItems', 'uniqueItems', 'minProperties', 'maxProperties'],
];

/** Equal for types that ask for one check, wherever it is written the same way; `undefined` where there are no constraints. */
export function constraintsKey(type: TypeModel): string | undefined {
  // Most types have none, and this is asked of every field.
  if (!('constraints' in type) || type.constraints === noConstraints) return undefined;
  return JSON.stringify([baseOf(type), type.constraints]);
}

/** The check that a type asks for besides its form; `undefined` for none. */
export function checkSchema(type: TypeModel): CheckSchema | undefined {
  if (!('constraints' in type)) return undefined;
  const entries = Object.entries(type.constraints).filter(([, value]) => value !== false);
  if (entries.length > 1) entries.sort(([left], [right]) => keywordOrder.indexOf(left) - keywordOrder.indexOf(right));
  return entries.length === 0 ? undefined : { base: baseOf(type), constraints: Object.fromEntries(entries) };
}

function baseOf(type: Extract<TypeModel, { constraints: Constraints }>): CheckBase {
  switch (type.kind) {
    case 'list':
      return 'array';
    case 'map':
      return 'object';
    case 'object':
      return type.shape.open === undefined ? 'object' : 'open-object';
    case 'scalar':
      if (type.scalar === 'bigint' || type.scalar === 'decimal') return type.scalar;
      return type.scalar === 'integer' || type.scalar === 'number' ? 'number' : 'string';
  }
}

/** Equal for equal checks. */
export const checkKey = ({ base, constraints }: CheckSchema): string => JSON.stringify([base, constraints]);
