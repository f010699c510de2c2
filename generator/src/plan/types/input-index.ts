import type { DomainModel } from '../../model/domain-model.js';
import {
  noConstraints,
  type RefType,
  type ScalarName,
  type ShapeModel,
  type TypeModel,
} from '../../model/type-model.js';
import { walkTypes } from '../../model/walk-types.js';

/**
 * Knows where what a maker takes differs from the data it makes: fields with a default may be left out, and a plain
 * string is taken (and checked) where the data has a brand.
 */
export interface InputIndex {
  differs(type: TypeModel): boolean;
  shapeDiffers(shape: ShapeModel): boolean;
}

const keyOf = ({ context, name, schemaVersion }: RefType): string => `${context}.${name}@${String(schemaVersion)}`;

/** Follows references, also through recursion. `branded` says which scalars have a brand in data. */
export function createInputIndex(model: DomainModel, branded: (scalar: ScalarName) => boolean): InputIndex {
  const differing = new Set<string>();
  const usedBy = new Map<string, string[]>();
  const pending: string[] = [];
  for (const { context, name, versions } of model.contexts.flatMap(({ types }) => types)) {
    for (const { schemaVersion, type } of versions) {
      const key = keyOf({ kind: 'ref', context, name, schemaVersion });
      if (differsItself(type, branded)) pending.push(key);
      for (const ref of refsOf(type)) usedBy.set(ref, [...(usedBy.get(ref) ?? []), key]);
    }
  }
  for (let key = pending.pop(); key !== undefined; key = pending.pop()) {
    if (differing.has(key)) continue;
    differing.add(key);
    pending.push(...(usedBy.get(key) ?? []));
  }
  const differs = (type: TypeModel): boolean =>
    differsItself(type, branded) || refsOf(type).some((ref) => differing.has(ref));
  return { differs, shapeDiffers: (shape) => differs({ kind: 'object', shape, constraints: noConstraints }) };
}

function differsItself(type: TypeModel, branded: (scalar: ScalarName) => boolean): boolean {
  let found = false;
  walkTypes(type, (inner) => {
    if (inner.kind === 'scalar') found ||= branded(inner.scalar);
    if (inner.kind === 'object') found ||= shapeDiffersItself(inner.shape);
  });
  return found;
}

function refsOf(type: TypeModel): readonly string[] {
  const refs: string[] = [];
  walkTypes(type, (inner) => {
    if (inner.kind === 'ref') refs.push(keyOf(inner));
  });
  return refs;
}

/** A maker fills in defaults, and `extra` of an open object. */
function shapeDiffersItself({ fields, open }: ShapeModel): boolean {
  return open !== undefined || fields.some((field) => field.defaultValue !== undefined);
}
