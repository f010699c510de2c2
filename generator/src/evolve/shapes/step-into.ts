/** One step of a path into a type. */
import type { DomainModel } from '../../model/domain-model.js';
import type { PathSegment } from '../../model/step-model.js';
import type { ObjectType, TypeModel } from '../../model/type-model.js';
import { openType } from './open-type.js';

export interface Inside {
  readonly kind: 'inside';
  readonly type: TypeModel;
  /** The value there may be absent. */
  readonly optional: boolean;
  /** The value before may be null. */
  readonly mayBeNull: boolean;
  /** Further keys of an open object, as a whole; `type` is that of each. */
  readonly isExtra?: true;
}

/** Why there is no such step. */
export type DeadEnd =
  /** An object without a field of that name; these it has. */
  | { readonly kind: 'unknown'; readonly names: readonly string[] }
  /** `*` is needed, as this is a list or a map. */
  | { readonly kind: 'each-needed'; readonly of: 'list' | 'map' }
  /** `*` is not for this. */
  | { readonly kind: 'no-elements'; readonly type: TypeModel }
  | { readonly kind: 'union'; readonly type: TypeModel }
  | { readonly kind: 'no-fields'; readonly type: TypeModel };

/** Further keys of open objects are reached by `extra`, as in memory. */
export function stepInto(type: TypeModel, segment: PathSegment, model: DomainModel): Inside | DeadEnd {
  const { type: open, named, nullable } = openType(type, model);
  switch (open?.kind) {
    case 'list':
    case 'map':
      if (segment.kind !== 'each') return { kind: 'each-needed', of: open.kind };
      return { kind: 'inside', type: open.of, optional: false, mayBeNull: nullable };
    case 'object':
      if (segment.kind === 'each') return { kind: 'no-elements', type: named };
      return fieldOf(open, segment.name, nullable);
    case 'union':
    case 'tagged':
      return { kind: 'union', type: named };
    default:
      return { kind: segment.kind === 'each' ? 'no-elements' : 'no-fields', type: named };
  }
}

function fieldOf({ shape }: ObjectType, name: string, mayBeNull: boolean): Inside | DeadEnd {
  const field = shape.fields.find((each) => each.name === name);
  if (field !== undefined) return { kind: 'inside', type: field.type, optional: field.optional, mayBeNull };
  if (name === 'extra' && shape.open !== undefined) {
    return { kind: 'inside', type: shape.open, optional: false, mayBeNull, isExtra: true };
  }
  return { kind: 'unknown', names: shape.fields.map((each) => each.name) };
}
