/** `{ oneOf: { tag: Type }, discriminator: kind }` → a tagged union. */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { child, type Place } from '../../diagnostics/place.js';
import type { ObjectType, RefType, TaggedType, TaggedVariant, TypeModel } from '../../model/type-model.js';
import type { RawUnion } from '../../validate/raw-schema.js';
import { describeType } from '../../values/describe-type.js';
import type { TypeLookup } from '../../values/type-lookup.js';
import { unresolvedType } from '../../values/unresolved-type.js';
import { report } from '../bind-messages.js';
import { entriesInOrder, type FileScope } from '../file-scope.js';
import { bindInnerType } from './bind-field-type.js';

export function bindUnion(raw: RawUnion, place: Place, scope: FileScope): TaggedType {
  const { discriminator } = raw;
  const variants: TaggedVariant[] = [];
  for (const [tag, rawType] of entriesInOrder(raw.oneOf, scope)) {
    const at = child(child(place, 'oneOf'), tag);
    const type = bindInnerType(rawType, at, scope);
    if (type.kind === 'ref' || type.kind === 'object') {
      variants.push({ tag, type });
      scope.later((lookup) => checkVariant({ tag, type, discriminator }, { at, lookup, problems: scope.problems }));
    } else if (type !== unresolvedType) {
      scope.problems.push(report('variant-no-object', { tag, found: describeType(type), discriminator }, at));
    }
  }
  return { kind: 'tagged', discriminator, variants };
}

interface Variant extends TaggedVariant {
  readonly discriminator: string;
}

interface VariantCheck {
  readonly at: Place;
  readonly lookup: TypeLookup;
  readonly problems: Diagnostic[];
}

function checkVariant({ tag, type, discriminator }: Variant, { at, lookup, problems }: VariantCheck): void {
  const object = objectBehind(type, lookup);
  if (object === undefined) return;
  if (object.kind !== 'object') {
    problems.push(report('variant-no-object', { tag, found: describeType(object), discriminator }, at));
    return;
  }
  checkDiscriminator(object, { variant: `The variant ${tag}`, discriminator, at, problems });
}

export interface DiscriminatorCheck {
  /** As messages name it, at their start. */
  readonly variant: string;
  readonly discriminator: string;
  readonly at: Place;
  readonly problems: Diagnostic[];
}

/** Reports a field of a variant that has the name of the tag. */
export function checkDiscriminator({ shape }: ObjectType, check: DiscriminatorCheck): void {
  const { variant, discriminator, at, problems } = check;
  const field = shape.fields.find((each) => each.name === discriminator);
  if (field === undefined) return;
  const related = [{ at: field.place, message: 'Declared here:' }];
  problems.push(report('discriminator-redeclared', { variant, discriminator }, at, { related }));
}

/** Follows names to the type that is meant; `undefined` where that is unknown or has no end. */
function objectBehind(type: RefType | ObjectType, lookup: TypeLookup): TypeModel | undefined {
  const seen = new Set<string>();
  let found: TypeModel | undefined = type;
  while (found?.kind === 'ref') {
    const key = `${found.context}.${found.name}@${String(found.schemaVersion)}`;
    if (seen.has(key)) return undefined;
    seen.add(key);
    found = lookup(found);
  }
  return found === unresolvedType ? undefined : found;
}
