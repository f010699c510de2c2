/** Untagged unions: reading tells their members apart by the kind of JSON value alone. */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Place } from '../../diagnostics/place.js';
import type { RefType, ScalarType, TypeModel } from '../../model/type-model.js';
import { report } from '../bind-messages.js';
import type { TypeLookup } from '../file-scope.js';
import { describeType, unresolvedType } from './special-types.js';

export type JsonKind = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

const everyKind: readonly JsonKind[] = ['null', 'boolean', 'number', 'string', 'array', 'object'];

export interface UnionCheck {
  readonly place: Place;
  readonly lookup: TypeLookup;
  readonly problems: Diagnostic[];
}

/** Reports members of a union, also of one inside lists and maps, that have a JSON kind in common. */
export function checkUnion(type: TypeModel, check: UnionCheck): void {
  if (type.kind === 'list' || type.kind === 'map') checkUnion(type.of, check);
  if (type.kind !== 'union') return;
  const owners = new Map<JsonKind, TypeModel>();
  for (const member of type.members) {
    const clash = jsonKinds(member, check.lookup).find((kind) => owners.has(kind));
    const owner = clash === undefined ? undefined : owners.get(clash);
    if (clash !== undefined && owner !== undefined) {
      const parameters = { first: describeType(owner), second: describeType(member), json: clash };
      check.problems.push(report('union-ambiguous', parameters, check.place, helpFor(owner, member)));
      return;
    }
    for (const kind of jsonKinds(member, check.lookup)) owners.set(kind, member);
    checkUnion(member, check);
  }
}

function helpFor(first: TypeModel, second: TypeModel): { readonly help?: string } {
  const isJson = (type: TypeModel): boolean => type.kind === 'scalar' && type.scalar === 'json';
  if (isJson(first) || isJson(second)) return { help: 'json alone takes every value, also null.' };
  if (first.kind === 'null' || second.kind === 'null') return { help: 'Null is said already; say it once.' };
  return {};
}

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
