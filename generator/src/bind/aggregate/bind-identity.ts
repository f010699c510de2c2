/** `id: { orderId: uuid }`: what tells the streams of an aggregate apart. */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { atKey, child, type Place } from '../../diagnostics/place.js';
import type { IdPart, MessageVersionModel } from '../../model/domain-model.js';
import type { FieldModel, ScalarName, TypeModel } from '../../model/type-model.js';
import { camelCase } from '../../naming/letter-case.js';
import type { RawDocument } from '../../validate/raw-schema.js';
import { describeType } from '../../values/describe-type.js';
import type { TypeLookup } from '../../values/type-lookup.js';
import { unresolvedType } from '../../values/unresolved-type.js';
import { report } from '../bind-messages.js';
import type { FileScope } from '../file-scope.js';
import { bindField } from '../types/bind-field-type.js';

/** Scalars with one spelling for each value, which can stand in the name of a stream. */
const idScalars: ReadonlySet<ScalarName> = new Set<ScalarName>([
  ...(['string', 'integer', 'bigint', 'uuid', 'uri', 'email', 'date', 'timezone'] as const),
]);

export function bindIdentity(
  { aggregate = '', id = {} }: RawDocument,
  root: Place,
  scope: FileScope,
): readonly IdPart[] {
  const place = child(root, 'id');
  const parts = Object.entries(id).map(([key, raw]) => {
    const at = child(place, key);
    const field = bindField(key, raw, at, scope);
    if (field.optional) refusePart(field.name, 'optional', atKey(at), scope.problems);
    else if (field.defaultValue !== undefined)
      refusePart(field.name, 'filled in by default', atKey(at), scope.problems);
    scope.later((lookup) => checkPart(field, { place: at, lookup, problems: scope.problems }));
    return { name: field.name, type: field.type, place: field.place };
  });
  if (parts.length === 0) {
    const at = child(root, 'aggregate');
    scope.problems.push(report('aggregate-without-id', { aggregate, example: `${camelCase(aggregate)}Id` }, at));
  }
  return parts;
}

interface PartCheck {
  readonly place: Place;
  readonly lookup: TypeLookup;
  readonly problems: Diagnostic[];
}

function checkPart({ name, type }: { readonly name: string; readonly type: TypeModel }, check: PartCheck): void {
  const misfit = idMisfit(type, check.lookup);
  if (misfit !== undefined) refusePart(name, describeType(misfit), check.place, check.problems);
}

/** The type that keeps a part from being an identity. */
export function idMisfit(type: TypeModel, lookup: TypeLookup): TypeModel | undefined {
  if (type === unresolvedType || type.kind === 'enum') return undefined;
  if (type.kind === 'ref') {
    const target = lookup(type);
    return target === undefined || idMisfit(target, lookup) === undefined ? undefined : type;
  }
  const fits = type.kind === 'scalar' && idScalars.has(type.scalar) && type.wire === undefined;
  return fits ? undefined : type;
}

function refusePart(part: string, found: string, place: Place, problems: Diagnostic[]): void {
  problems.push(report('id-part-misfit', { part, found }, place));
}

/** Reports fields of a message's versions that repeat a part of the identity, each where it is declared. */
export function refuseIdentityIn(
  versions: readonly MessageVersionModel[],
  owner: string,
  id: readonly IdPart[],
  problems: Diagnostic[],
): void {
  // Versions that are like others share their fields.
  const reported = new Set<FieldModel>();
  for (const { shape } of versions) {
    for (const field of shape.fields) {
      const part = id.find(({ name }) => name === field.name);
      if (part === undefined || reported.has(field)) continue;
      reported.add(field);
      const related = [{ at: part.place, message: 'The identity is declared here:' }];
      problems.push(report('identity-redeclared', { owner, field: field.name }, field.place, { related }));
    }
  }
}
