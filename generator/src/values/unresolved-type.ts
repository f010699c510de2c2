import { noConstraints, type ScalarType } from '../model/type-model.js';

/**
 * Stands where a type could not be bound, which was reported there. Everything that could complain about a type lets it
 * pass, so that one mistake gives one message. No model that leaves bind holds it.
 */
export const unresolvedType: ScalarType = {
  kind: 'scalar',
  scalar: 'json',
  wire: undefined,
  constraints: noConstraints,
};
