/** Whether a type of one form takes every value of a type of another form. */
import {
  type EnumType,
  noConstraints,
  type ScalarType,
  type ShapeModel,
  type TaggedVariant,
  type TypeModel,
} from '../../../model/type-model.js';
import type { TypeComparer } from './compare-types.js';
import { isTextual, scalarFits } from './scalar-fits.js';

/** `direction` says on which side `inner` stands: it is the `old` type, or the `new` one. */
export function fitsAcross(
  inner: TypeModel,
  outer: TypeModel,
  direction: 'old' | 'new',
  comparer: TypeComparer,
): boolean {
  if (inner.kind === 'scalar' || inner.kind === 'enum') return leafFits(inner, outer);
  const fits = (one: TypeModel, other: TypeModel): boolean => comparer.fits(one, other, direction);
  if (inner.kind === 'object' && outer.kind === 'map') {
    return objectFitsMap(inner.shape, (each) => fits(each, outer.of));
  }
  if (inner.kind === 'map' && outer.kind === 'object') {
    return mapFitsObject(outer.shape, comparer.comparison.isStrict, (each) => fits(inner.of, each));
  }
  if (inner.kind !== 'tagged' || (outer.kind !== 'map' && outer.kind !== 'object')) return false;
  const { typeBefore, typeAfter } = comparer.comparison;
  const lookup = direction === 'old' ? typeBefore : typeAfter;
  return inner.variants.every((variant) => {
    const type = variant.type.kind === 'ref' ? lookup(variant.type) : variant.type;
    return type?.kind === 'object' && fits(withTag(type.shape, inner.discriminator, variant), outer);
  });
}

function leafFits(inner: ScalarType | EnumType, outer: TypeModel): boolean {
  if (inner.kind === 'enum') return outer.kind === 'scalar' && outer.scalar === 'string';
  if (outer.kind === 'enum') return outer.open && isTextual(inner);
  return outer.kind === 'scalar' && scalarFits(inner, outer);
}

function objectFitsMap({ fields, open }: ShapeModel, fits: (type: TypeModel) => boolean): boolean {
  return fields.every(({ type }) => fits(type)) && (open === undefined || fits(open));
}

function mapFitsObject({ fields, open }: ShapeModel, isStrict: boolean, fits: (type: TypeModel) => boolean): boolean {
  return fields.every(({ optional, type }) => optional && fits(type)) && (open === undefined ? !isStrict : fits(open));
}

const withTags = new WeakMap<TaggedVariant, TypeModel>();

/** A variant as the object that it is on the wire; the same object every time. */
function withTag(shape: ShapeModel, discriminator: string, variant: TaggedVariant): TypeModel {
  const made = withTags.get(variant) ?? objectWithTag(shape, discriminator, variant);
  withTags.set(variant, made);
  return made;
}

function objectWithTag(shape: ShapeModel, discriminator: string, { tag, type }: TaggedVariant): TypeModel {
  const place = { file: { path: '', text: '' }, parent: undefined, key: '', at: 'value' } as const;
  const nothing = { defaultValue: undefined, description: undefined, deprecated: undefined, examples: [] };
  const own: TypeModel = { kind: 'enum', members: [tag], open: false };
  const field = { name: discriminator, type: own, optional: false, personal: false, place, ...nothing };
  const constraints = type.kind === 'object' ? type.constraints : noConstraints;
  return { kind: 'object', shape: { ...shape, fields: [field, ...shape.fields] }, constraints };
}
