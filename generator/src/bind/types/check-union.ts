/** Untagged unions: reading tells their members apart by the kind of JSON value alone. */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Place } from '../../diagnostics/place.js';
import type { TypeModel } from '../../model/type-model.js';
import { describeType } from '../../values/describe-type.js';
import { jsonKinds, type JsonKind } from '../../values/json-kinds.js';
import type { TypeLookup } from '../../values/type-lookup.js';
import { report } from '../bind-messages.js';

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
