/**
 * Whether every value of one type is, as it lies in memory, a value of another, also to the compiler. Constraints,
 * descriptions, personal and the form on the wire do not matter: the old version's own shape has decoded the value.
 */
import type { DomainModel } from '../../model/domain-model.js';
import type { EnumType, ScalarType, ShapeModel, TaggedType, TypeModel } from '../../model/type-model.js';
import { membersOf, nameless, type NamelessType } from './open-type.js';

export function isAssignable(old: TypeModel, next: TypeModel, model: DomainModel): boolean {
  if (old === next || isSameRef(old, next)) return true;
  if (old.kind === 'scalar' && next.kind === 'scalar' && next.scalar !== 'json') return isWiderScalar(old, next);
  const targets = membersOf(next, model);
  return membersOf(old, model).every((member) => targets.some((target) => fits(member, target, model)));
}

const isSameRef = (old: TypeModel, next: TypeModel): boolean =>
  isSameName(old, next) && old.kind === 'ref' && next.kind === 'ref' && old.schemaVersion === next.schemaVersion;

/** Versions of the same named type. */
export function isSameName(old: TypeModel, next: TypeModel): boolean {
  return old.kind === 'ref' && next.kind === 'ref' && old.context === next.context && old.name === next.name;
}

/** Types with names of their own are different things, however alike they look; a name for what had none is fine. */
function fits(old: TypeModel, next: TypeModel, model: DomainModel): boolean {
  if (old.kind === 'ref' && next.kind === 'ref') return isSameRef(old, next);
  return fitsNameless(nameless(old, model), nameless(next, model), model);
}

function fitsNameless(old: NamelessType, next: NamelessType, model: DomainModel): boolean {
  if (next.kind === 'scalar' && next.scalar === 'json') return isJsonInMemory(old, model);
  switch (old.kind) {
    case 'null':
      return next.kind === 'null';
    case 'scalar':
      return next.kind === 'scalar' && isWiderScalar(old, next);
    case 'enum':
      return next.kind === 'enum' ? isWiderEnum(old, next) : next.kind === 'scalar' && next.scalar === 'string';
    case 'list':
      return next.kind === 'list' && isAssignable(old.of, next.of, model);
    case 'map':
      return next.kind === 'map' && isAssignable(old.of, next.of, model);
    case 'object':
      return next.kind === 'object' && shapeFits(old.shape, next.shape, model);
    case 'tagged':
      return next.kind === 'tagged' && variantsFit(old, next, model);
    case 'union':
      return false;
  }
}

const texts: ReadonlySet<string> = new Set(['uuid', 'uri', 'email']);

function isWiderScalar(old: ScalarType, next: ScalarType): boolean {
  if (old.scalar === next.scalar) return true;
  if (next.scalar === 'string') return texts.has(old.scalar);
  return old.scalar === 'integer' && next.scalar === 'number';
}

/** Whether every value an enum may have is one of another; to the compiler a member is not just any unknown text. */
export function isWiderEnum(old: EnumType, next: EnumType): boolean {
  if (old.open && !next.open) return false;
  return old.members.every((member) => next.members.includes(member));
}

/** Whether a value looks in memory as it does in JSON. Interfaces are none to the compiler, so objects never do. */
function isJsonInMemory(type: NamelessType, model: DomainModel): boolean {
  switch (type.kind) {
    case 'null':
    case 'enum':
      return true;
    case 'scalar':
      return type.scalar !== 'bigint' && type.scalar !== 'bytes' && type.wire === undefined;
    case 'list':
    case 'map':
      // What has a name may hold itself.
      return membersOf(type.of, model).every((member) => member.kind !== 'ref' && isJsonInMemory(member, model));
    case 'object':
    case 'tagged':
    case 'union':
      return false;
  }
}

function shapeFits(old: ShapeModel, next: ShapeModel, model: DomainModel): boolean {
  const before = new Map(old.fields.map((field) => [field.name, field]));
  const after = new Set(next.fields.map((field) => field.name));
  if (old.fields.some(({ name }) => !after.has(name))) return false;
  if (!extrasFit(old, next, model)) return false;
  return next.fields.every((field) => {
    const known = before.get(field.name);
    // A further key of this name may lie among the old ones.
    if (known === undefined) return field.optional && old.open === undefined;
    return (field.optional || !known.optional) && isAssignable(known.type, field.type, model);
  });
}

function extrasFit(old: ShapeModel, next: ShapeModel, model: DomainModel): boolean {
  if (old.open === undefined || next.open === undefined) return old.open === next.open;
  return isAssignable(old.open, next.open, model);
}

function variantsFit(old: TaggedType, next: TaggedType, model: DomainModel): boolean {
  if (old.discriminator !== next.discriminator) return false;
  return old.variants.every(({ tag, type }) => {
    const same = next.variants.find((variant) => variant.tag === tag);
    return same !== undefined && isAssignable(type, same.type, model);
  });
}
