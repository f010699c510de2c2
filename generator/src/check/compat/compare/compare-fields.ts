/** Fields of two objects, by name; and what further keys each of them takes. */
import type { FieldModel, ShapeModel } from '../../../model/type-model.js';
import type { TypeComparer } from './compare-types.js';
import { below, type Spot } from './spot.js';
import { typeWords } from './type-words.js';

export function compareFields(before: ShapeModel, after: ShapeModel, spot: Spot, comparer: TypeComparer): void {
  const objects: Objects = { before, after, spot, comparer };
  const renamed = renamedFields(objects);
  for (const field of after.fields) {
    const old = renamed.get(field) ?? fieldOf(before, field.name);
    const at = { path: below(spot.path, field.name), place: field.place };
    if (old === undefined) added(field, at, objects);
    else if (old.name === field.name) same(old, field, at, comparer);
    else {
      const words = { before: below(spot.path, old.name), after: at.path };
      comparer.add('field-renamed', at, { ...words, ...refusals(old, field, objects) });
      same(old, field, at, comparer);
    }
  }
  const taken = new Set([...renamed.values()]);
  for (const field of before.fields) {
    if (fieldOf(after, field.name) === undefined && !taken.has(field)) removed(field, objects);
  }
  openness(objects);
}

interface Objects {
  readonly before: ShapeModel;
  readonly after: ShapeModel;
  readonly spot: Spot;
  readonly comparer: TypeComparer;
}

const fieldOf = ({ fields }: ShapeModel, name: string): FieldModel | undefined =>
  fields.find((field) => field.name === name);

/** New fields of this object and the old ones of this object that a step says they were. */
function renamedFields({ before, after, spot, comparer }: Objects): ReadonlyMap<FieldModel, FieldModel> {
  const { renames } = comparer;
  const found = new Map<FieldModel, FieldModel>();
  if (renames.size === 0) return found;
  for (const field of before.fields) {
    const target = renames.get(below(spot.path, field.name));
    const now = after.fields.find(({ name }) => below(spot.path, name) === target);
    if (now !== undefined && fieldOf(before, now.name) === undefined) found.set(now, field);
  }
  return found;
}

function refusals(old: FieldModel, now: FieldModel, objects: Objects) {
  const gone = removalRefuses(old, objects);
  const come = additionRefuses(now, objects);
  return { refusesOld: gone.old || come.old, refusesNew: gone.new || come.new };
}

function same(old: FieldModel, now: FieldModel, spot: Spot, comparer: TypeComparer): void {
  if (old.optional && !now.optional) comparer.add('field-became-required', spot, { refusesOld: true });
  if (!old.optional && now.optional) comparer.add('field-became-optional', spot, { refusesNew: true });
  if (comparer.comparison.withConstraints && !old.optional && !now.optional) {
    if (old.defaultValue !== undefined && now.defaultValue === undefined) comparer.add('default-removed', spot, {});
    if (old.defaultValue === undefined && now.defaultValue !== undefined) comparer.add('default-added', spot, {});
  }
  comparer.compare(old.type, now.type, spot);
}

function added(field: FieldModel, spot: Spot, objects: Objects): void {
  const { old, new: refusesNew } = additionRefuses(field, objects);
  const facts = {
    after: typeWords(field.type),
    before: field.defaultValue === undefined ? '' : 'default',
    refusesOld: old,
    refusesNew,
  };
  objects.comparer.add(field.optional ? 'optional-field-added' : 'required-field-added', spot, facts);
}

function removed(field: FieldModel, objects: Objects): void {
  const { spot, comparer } = objects;
  const { old, new: refusesNew } = removalRefuses(field, objects);
  const at = { path: below(spot.path, field.name), place: spot.place };
  const facts = { before: typeWords(field.type), refusesOld: old, refusesNew };
  comparer.add(field.optional ? 'optional-field-removed' : 'required-field-removed', at, facts);
}

interface Refuses {
  readonly old: boolean;
  readonly new: boolean;
}

/** A key that an open object does not declare has to be of the type of further keys. */
function additionRefuses({ type, optional }: FieldModel, { before: { open }, comparer }: Objects): Refuses {
  if (open === undefined) return { old: !optional, new: comparer.comparison.isStrict };
  return { old: !optional || !comparer.fits(open, type, 'old'), new: !comparer.fits(type, open, 'new') };
}

function removalRefuses({ type, optional }: FieldModel, { after: { open }, comparer }: Objects): Refuses {
  if (open === undefined) return { old: comparer.comparison.isStrict, new: !optional };
  return { old: !comparer.fits(type, open, 'old'), new: !optional || !comparer.fits(open, type, 'new') };
}

function openness({ before, after, spot, comparer }: Objects): void {
  const { isStrict } = comparer.comparison;
  if (before.open === undefined && after.open !== undefined) {
    comparer.add('object-opened', spot, { after: typeWords(after.open), refusesOld: false, refusesNew: isStrict });
  } else if (before.open !== undefined && after.open === undefined) {
    comparer.add('object-closed', spot, { before: typeWords(before.open), refusesOld: isStrict });
  } else if (before.open !== undefined && after.open !== undefined) {
    comparer.compare(before.open, after.open, { ...spot, path: below(spot.path, 'extra.*') });
  }
}
