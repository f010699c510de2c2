import type { RefType, TypeModel } from '../../../model/type-model.js';
import type { TypeLookup } from '../../../values/type-lookup.js';

/** One alternative of a type, references resolved; and the reference that led to it directly. */
export interface Member {
  readonly type: TypeModel;
  readonly ref: RefType | undefined;
}

interface Alternatives {
  readonly nullable: boolean;
  /** Without null. */
  readonly members: readonly Member[];
}

const nothing: Alternatives = { nullable: false, members: [] };

export function alternativesOf(type: TypeModel, lookup: TypeLookup, ref?: RefType, depth = 0): Alternatives {
  // A type that is nothing but itself was refused; a broken lock may still hold one.
  if (depth > 100) return nothing;
  switch (type.kind) {
    case 'null':
      return { nullable: true, members: [] };
    case 'ref': {
      const target = lookup(type);
      return target === undefined ? nothing : alternativesOf(target, lookup, type, depth + 1);
    }
    case 'union': {
      const all = type.members.map((member) => alternativesOf(member, lookup, undefined, depth + 1));
      return { nullable: all.some(({ nullable }) => nullable), members: all.flatMap(({ members }) => members) };
    }
    default:
      return { nullable: false, members: [{ type, ref }] };
  }
}

/** Tells versions of named types apart. */
export function refKey({ context, name, schemaVersion }: RefType): string {
  return `${context}.${name}@${String(schemaVersion)}`;
}
