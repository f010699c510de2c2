/**
 * Two types to the differences between them. Facts only: whether values of one are refused by the other, by form alone, as
 * stored events are read. A list without any `refusesOld` means that the newer type takes every value of the older one.
 */
import {
  type Constraints,
  type EnumType,
  type ListType,
  type MapType,
  noConstraints,
  type RefType,
  type TaggedType,
  type TypeModel,
} from '../../../model/type-model.js';
import { jsonKinds } from '../../../values/json-kinds.js';
import type { TypeLookup } from '../../../values/type-lookup.js';
import { alternativesOf, type Member, refKey } from './alternatives.js';
import type { ShapeChange, ShapeChangeKind } from './change.js';
import { compareConstraints } from './compare-constraints.js';
import { compareFields } from './compare-fields.js';
import { fitsAcross } from './fits-across.js';
import { createFitting, type Fitting } from './fitting.js';
import { below, type Spot } from './spot.js';
import { typeWords } from './type-words.js';

export interface Comparison {
  readonly typeBefore: TypeLookup;
  readonly typeAfter: TypeLookup;
  /** Closed objects refuse fields that they do not know. */
  readonly isStrict: boolean;
  /** Whether constraints and defaults of both are known. */
  readonly withConstraints: boolean;
  /** Tell references apart that lead to the same. */
  readonly withReferences: boolean;
  /** Paths of fields that a step renames, old to new. */
  readonly renames: ReadonlyMap<string, string>;
  /** The same for the steps between two versions of a named type, from its own root. */
  readonly renamesBetween: (before: RefType, after: RefType) => ReadonlyMap<string, string>;
}

/** No field is renamed. */
export const noRenames: ReadonlyMap<string, string> = new Map();

/** Differences in the order of the newer type; what is gone comes where it would be. */
export function compareTypes(
  before: TypeModel,
  after: TypeModel,
  spot: Spot,
  comparison: Comparison,
): readonly ShapeChange[] {
  const comparer = new TypeComparer(comparison);
  comparer.compare(before, after, spot);
  return comparer.changes;
}

export class TypeComparer {
  readonly changes: ShapeChange[] = [];
  readonly comparison: Comparison;
  /** From the roots of both shapes; those of named types are added where such a type is met. */
  readonly renames: Map<string, string>;
  readonly #entered = new Set<string>();
  readonly #fitting: Fitting;

  constructor(comparison: Comparison, fitting: Fitting = createFitting()) {
    this.comparison = comparison;
    this.renames = new Map(comparison.renames);
    this.#fitting = fitting;
  }

  add(kind: ShapeChangeKind, { path, place }: Spot, facts: Partial<ShapeChange>): void {
    this.changes.push({ kind, path, place, before: '', after: '', refusesOld: false, refusesNew: false, ...facts });
  }

  compare(before: TypeModel, after: TypeModel, spot: Spot): void {
    const refs = [before, after].map((type) => (type.kind === 'ref' ? refKey(type) : undefined));
    const [old, now] = refs;
    // One type version does not differ from itself; what differs in it is said of the type.
    if (old !== undefined && old === now) return;
    if ((old !== undefined || now !== undefined) && this.comparison.withReferences) {
      this.add('reference-changed', spot, { before: typeWords(before), after: typeWords(after) });
    }
    this.#alternatives(before, after, spot);
  }

  /** Whether every value of `inner` is one of `outer`, as if `outer` were the newer type. */
  fits(inner: TypeModel, outer: TypeModel, direction: 'old' | 'new'): boolean {
    const { comparison } = this;
    const turned: Comparison =
      direction === 'old'
        ? comparison
        : { ...comparison, typeBefore: comparison.typeAfter, typeAfter: comparison.typeBefore };
    const plain = { ...turned, withConstraints: false, withReferences: false, renames: noRenames };
    return this.#fitting.of(inner, outer, () => {
      const comparer = new TypeComparer(plain, this.#fitting);
      comparer.compare(inner, outer, { path: '', place: undefined });
      return comparer.changes.every(({ refusesOld }) => !refusesOld);
    });
  }

  #alternatives(before: TypeModel, after: TypeModel, spot: Spot): void {
    const old = alternativesOf(before, this.comparison.typeBefore);
    const now = alternativesOf(after, this.comparison.typeAfter);
    const oldJson = old.members.find(({ type }) => isJson(type));
    const nowJson = now.members.find(({ type }) => isJson(type));
    const words = { before: typeWords(before), after: typeWords(after) };
    if (oldJson !== undefined || nowJson !== undefined) {
      // All values there are, null among them.
      if (oldJson === undefined) this.add('type-widened', spot, { ...words, refusesNew: true });
      else if (nowJson === undefined) this.add('type-narrowed', spot, { ...words, refusesOld: true });
      return;
    }
    if (!old.nullable && now.nullable) this.add('field-became-nullable', spot, { ...words, refusesNew: true });
    if (old.nullable && !now.nullable) this.add('field-became-not-nullable', spot, { ...words, refusesOld: true });
    const [first, ...more] = old.members;
    const [second, ...others] = now.members;
    if (first !== undefined && second !== undefined && more.length + others.length === 0) {
      this.#pair(first, second, spot);
    } else this.#members(old.members, now.members, spot);
  }

  /** Members of untagged unions belong together when their values are of one JSON kind. */
  #members(old: readonly Member[], now: readonly Member[], spot: Spot): void {
    const { typeBefore, typeAfter } = this.comparison;
    const left = new Set(now);
    for (const member of old) {
      const kinds = jsonKinds(member.type, typeBefore);
      const match = now.find((each) => jsonKinds(each.type, typeAfter).some((kind) => kinds.includes(kind)));
      if (match === undefined) {
        this.add('variant-removed', spot, { before: typeWords(member.ref ?? member.type), refusesOld: true });
        continue;
      }
      left.delete(match);
      this.#pair(member, match, spot);
    }
    for (const { ref, type } of left) {
      this.add('variant-added', spot, { after: typeWords(ref ?? type), refusesNew: true });
    }
  }

  /** Types may hold themselves: a pair that is being compared is not entered again. */
  #pair(before: Member, after: Member, spot: Spot): void {
    if (before.ref !== undefined && after.ref !== undefined) {
      if (refKey(before.ref) === refKey(after.ref)) return;
      for (const [old, now] of this.comparison.renamesBetween(before.ref, after.ref)) {
        this.renames.set(below(spot.path, old), below(spot.path, now));
      }
    }
    const pair = this.#fitting.nameOf(before.type, after.type);
    if (this.#entered.has(pair)) return;
    this.#entered.add(pair);
    this.#single(before.type, after.type, spot);
    this.#entered.delete(pair);
  }

  #single(before: TypeModel, after: TypeModel, spot: Spot): void {
    if (before.kind !== after.kind || !this.#sameKind(before, after, spot)) this.#mismatch(before, after, spot);
  }

  /** Whether types of one kind could be compared part by part. */
  #sameKind(before: TypeModel, after: TypeModel, spot: Spot): boolean {
    if (before.kind === 'scalar' && after.kind === 'scalar') {
      if (before.scalar !== after.scalar || before.wire !== after.wire) return false;
      this.#constraints(before.constraints, after.constraints, spot);
    } else this.#parts(before, after, spot);
    return true;
  }

  #parts(before: TypeModel, after: TypeModel, spot: Spot): void {
    if (before.kind === 'enum' && after.kind === 'enum') this.#enums(before, after, spot);
    else if (isMany(before) && isMany(after)) this.#elements(before, after, spot);
    else if (before.kind === 'tagged' && after.kind === 'tagged') this.#tagged(before, after, spot);
    else if (before.kind === 'object' && after.kind === 'object') {
      compareFields(before.shape, after.shape, spot, this);
      this.#constraints(before.constraints, after.constraints, spot);
    }
  }

  #elements(before: ListType | MapType, after: ListType | MapType, spot: Spot): void {
    this.compare(before.of, after.of, { ...spot, path: below(spot.path, '*') });
    this.#constraints(before.constraints, after.constraints, spot);
  }

  #enums(before: EnumType, after: EnumType, spot: Spot): void {
    for (const member of before.members.filter((each) => !after.members.includes(each))) {
      this.add('enum-value-removed', spot, { before: member, refusesOld: !after.open });
    }
    for (const member of after.members.filter((each) => !before.members.includes(each))) {
      this.add('enum-value-added', spot, { after: member, refusesNew: !before.open });
    }
    if (!before.open && after.open) this.add('enum-opened', spot, { refusesNew: true });
    if (before.open && !after.open) this.add('enum-closed', spot, { refusesOld: true });
  }

  #tagged(before: TaggedType, after: TaggedType, spot: Spot): void {
    if (before.discriminator !== after.discriminator) {
      const words = { before: before.discriminator, after: after.discriminator };
      this.add('discriminator-changed', spot, { ...words, refusesOld: true, refusesNew: true });
    }
    for (const { tag, type } of before.variants) {
      const variant = after.variants.find((each) => each.tag === tag);
      if (variant === undefined) this.add('variant-removed', spot, { before: tag, refusesOld: true });
      else this.compare(type, variant.type, { ...spot, path: `${spot.path}[${tag}]` });
    }
    for (const { tag } of after.variants.filter(({ tag: own }) => before.variants.every((each) => each.tag !== own))) {
      this.add('variant-added', spot, { after: tag, refusesNew: true });
    }
  }

  #mismatch(before: TypeModel, after: TypeModel, spot: Spot): void {
    const refusesOld = !fitsAcross(before, after, 'old', this);
    const refusesNew = !fitsAcross(after, before, 'new', this);
    const words = { before: typeWords(before), after: typeWords(after), refusesOld, refusesNew };
    this.add(mismatchKind(before, after, { refusesOld, refusesNew }), spot, words);
  }

  #constraints(before: Constraints, after: Constraints, spot: Spot): void {
    if (!this.comparison.withConstraints || (before === noConstraints && after === noConstraints)) return;
    for (const { direction, ...words } of compareConstraints(before, after)) {
      this.add(`constraint-${direction}`, spot, words);
    }
  }
}

function mismatchKind(
  before: TypeModel,
  after: TypeModel,
  { refusesOld, refusesNew }: Pick<ShapeChange, 'refusesOld' | 'refusesNew'>,
): ShapeChangeKind {
  if (before.kind === 'scalar' && after.kind === 'scalar' && before.scalar === after.scalar) return 'wire-form-changed';
  if (refusesNew && !refusesOld) return 'type-widened';
  if (refusesOld && !refusesNew) return 'type-narrowed';
  return isMany(before) || isMany(after) ? 'cardinality-changed' : 'type-changed';
}

// Two lists, or two maps, are compared by their elements.
const isMany = (type: TypeModel): type is ListType | MapType => type.kind === 'list' || type.kind === 'map';

const isJson = (type: TypeModel): boolean => type.kind === 'scalar' && type.scalar === 'json';
