/** Which kinds of JSON values the values of a type are. */
import type { RefType, ScalarType, TypeModel } from '../model/type-model.js';
import type { TypeLookup } from './type-lookup.js';
import { unresolvedType } from './unresolved-type.js';

export type JsonKind = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

const everyKind: readonly JsonKind[] = ['null', 'boolean', 'number', 'string', 'array', 'object'];

/** Kinds of JSON values a type has on the wire. Nothing for what could not be bound. */
export function jsonKinds(type: TypeModel, lookup: TypeLookup, seen: readonly RefType[] = []): readonly JsonKind[] {
  switch (type.kind) {
    case 'scalar':
      return type === unresolvedType ? [] : scalarKinds(type);
    case 'null':
      return ['null'];
    case 'enum':
      return ['string'];
    case 'list':
      return ['array'];
    case 'map':
    case 'object':
    case 'tagged':
      return ['object'];
    case 'union':
      return type.members.flatMap((member) => jsonKinds(member, lookup, seen));
    case 'ref': {
      // A type that is nothing but itself is reported as endless.
      if (seen.some((ref) => ref.name === type.name && ref.context === type.context)) return [];
      const target = lookup(type);
      return target === undefined ? [] : jsonKinds(target, lookup, [...seen, type]);
    }
  }
}

function scalarKinds({ scalar, wire }: ScalarType): readonly JsonKind[] {
  if (wire !== undefined) return ['number'];
  switch (scalar) {
    case 'json':
      return everyKind;
    case 'boolean':
      return ['boolean'];
    case 'integer':
    case 'number':
      return ['number'];
    default:
      return ['string'];
  }
}
