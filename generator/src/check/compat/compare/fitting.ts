import type { TypeModel } from '../../../model/type-model.js';
import { refKey } from './alternatives.js';

/** Questions whether one type fits another, of which one may lead back to itself. */
export interface Fitting {
  /** Tells pairs of types apart. */
  readonly nameOf: (before: TypeModel, after: TypeModel) => string;
  /** What is still being asked is taken to fit: if anything speaks against it, it is found on the way. */
  readonly of: (inner: TypeModel, outer: TypeModel, ask: () => boolean) => boolean;
}

export function createFitting(): Fitting {
  const names = new Map<TypeModel, number>();
  const asked = new Set<string>();
  const nameOf = (type: TypeModel): string => {
    if (type.kind === 'ref') return refKey(type);
    const known = names.get(type) ?? names.size;
    names.set(type, known);
    return String(known);
  };
  const pairOf = (one: TypeModel, other: TypeModel): string => `${nameOf(one)} ${nameOf(other)}`;
  return {
    nameOf: pairOf,
    of(inner, outer, ask) {
      const question = pairOf(inner, outer);
      if (asked.has(question)) return true;
      asked.add(question);
      const answer = ask();
      asked.delete(question);
      return answer;
    },
  };
}
