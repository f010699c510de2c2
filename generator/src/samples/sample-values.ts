/**
 * Valid values of shapes, as JSON: what the YAML gives as examples, then values made up. The same model gives the same
 * values. They are written beside what is released, and generated tests begin with them.
 */
import { findType } from '../model/find-type.js';
import type { DomainModel } from '../model/domain-model.js';
import type {
  FieldModel,
  JsonValue,
  ListType,
  MapType,
  RefType,
  ShapeModel,
  TaggedType,
  TypeModel,
} from '../model/type-model.js';
import { checkForm, checkValue } from '../values/check-value.js';
import { constraintMisfits } from '../values/constraint-misfits.js';
import { sampleScalar } from './sample-scalar.js';
import type { SharedSamples } from './shared-samples.js';

export interface SampleOptions {
  readonly examples?: readonly JsonValue[] | undefined;
  /** Named types have the same value everywhere. */
  readonly shared?: SharedSamples | undefined;
}

/**
 * At least one value of `type`, each of the right form, no two alike: first `examples`, then one with everything there is,
 * one with as little as may be.
 */
export function sampleValues(
  type: TypeModel,
  model: DomainModel,
  { examples = [], shared }: SampleOptions = {},
): readonly JsonValue[] {
  const lookup = (ref: RefType): TypeModel | undefined => findType(model, ref)?.typeVersion.type;
  const made = [true, false].map((isFull) => new Sampler(model, isFull, shared).value(type));
  const fitting = [...examples, ...made]
    .filter((value) => value !== undefined)
    .filter((value) => checkForm(value, type, lookup).length === 0);
  return [...new Map(fitting.map((value) => [JSON.stringify(value), value])).values()];
}

/** Those of the values that hold to all constraints. */
export function writableValues(
  values: readonly JsonValue[],
  type: TypeModel,
  lookup: (ref: RefType) => TypeModel | undefined,
): readonly JsonValue[] {
  return values.filter((value) => checkValue(value, type, lookup).length === 0);
}

/** Types may reach themselves, but only where they may end. */
const deepest = 24;

/** Nobody wants to read more: whoever asks for that gives an example. */
const mostItems = 1_000;

/** Lists and maps inside lists and maps hold one item each, and none at all where they nest still deeper. */
const deepWithMany = 1;
const deepWithAny = 4;

class Sampler {
  readonly #model: DomainModel;
  /** Everything that may be there is there, unless a type holds itself. */
  readonly #isFull: boolean;
  readonly #entered: string[] = [];
  /** Where items must differ, each is made anew. */
  #shared: SharedSamples | undefined;
  #containers = 0;
  #seed = 0;

  constructor(model: DomainModel, isFull: boolean, shared: SharedSamples | undefined) {
    this.#model = model;
    this.#isFull = isFull;
    this.#shared = shared;
  }

  /** `undefined` where there is no end to it. */
  value(type: TypeModel): JsonValue | undefined {
    switch (type.kind) {
      case 'scalar':
        return sampleScalar(type, this.#next());
      case 'null':
        return null;
      case 'enum':
        return type.members[this.#next() % type.members.length] ?? (type.open ? 'other' : undefined);
      case 'list':
        return this.#list(type);
      case 'map':
        return this.#map(type);
      case 'object':
        return this.#object(type.shape);
      case 'ref':
        return this.#ref(type);
      case 'union':
        return this.#union(type.members);
      case 'tagged':
        return this.#tagged(type);
    }
  }

  #next(): number {
    const seed = this.#seed;
    this.#seed += 1;
    return seed;
  }

  /** Whether what may be left out is left out here. */
  get #isSparse(): boolean {
    return !this.#isFull || this.#isRepeated;
  }

  /** Whether some type is inside of itself here. */
  get #isRepeated(): boolean {
    return new Set(this.#entered).size < this.#entered.length;
  }

  #ref(ref: RefType): JsonValue | undefined {
    const found = findType(this.#model, ref);
    if (found === undefined || this.#entered.length > deepest) return undefined;
    const [example] = found.typeVersion.examples;
    const known = this.#isRepeated ? undefined : this.#shared?.find(ref, this.#isFull);
    if (known !== undefined) return known;
    this.#entered.push(`${ref.context}.${ref.name}@${String(ref.schemaVersion)}`);
    const mayShare = !this.#isRepeated;
    const value = this.#isFull && example !== undefined ? example : this.value(found.typeVersion.type);
    this.#entered.pop();
    if (mayShare && value !== undefined) this.#shared?.add(ref, this.#isFull, value);
    return value;
  }

  #list({ of, constraints }: ListType): JsonValue | undefined {
    const shared = this.#shared;
    if (constraints['uniqueItems'] === true) this.#shared = undefined;
    const items = this.#many(of, constraints['minItems'], constraints['maxItems']);
    this.#shared = shared;
    if (items === undefined || constraintMisfits(items, constraints).length === 0) return items;
    const unique = new Map(items.map((item) => [JSON.stringify(item), item]));
    return [...unique.values()];
  }

  #map({ of, constraints }: MapType): JsonValue | undefined {
    const items = this.#many(of, constraints['minProperties'], constraints['maxProperties']);
    return items === undefined
      ? undefined
      : Object.fromEntries(items.map((item, index) => [`key${String(index + 1)}`, item]));
  }

  #many(of: TypeModel, least: JsonValue = 0, most: JsonValue = Infinity): readonly JsonValue[] | undefined {
    if (!(Number(least) <= mostItems)) return undefined;
    const usual = this.#containers > deepWithAny ? 0 : this.#containers > deepWithMany ? 1 : 2;
    const wanted = this.#isSparse ? Number(least) : Math.max(usual, Number(least));
    this.#containers += 1;
    const items = this.#items(of, Math.min(wanted, Number(most)));
    this.#containers -= 1;
    return items.length < Math.min(Number(least), Number(most)) ? undefined : items;
  }

  #items(of: TypeModel, wanted: number): readonly JsonValue[] {
    const items: JsonValue[] = [];
    for (let count = 0; count < wanted; count += 1) {
      const item = this.value(of);
      if (item === undefined) break;
      items.push(item);
    }
    return items;
  }

  #object({ fields, open }: ShapeModel): JsonValue | undefined {
    const entries: [string, JsonValue][] = [];
    for (const field of fields) {
      if (field.optional && this.#isSparse) continue;
      const value = this.#field(field);
      if (value !== undefined) entries.push([field.name, value]);
      else if (!field.optional) return undefined;
    }
    const extra = open === undefined || this.#isSparse ? undefined : this.value(open);
    const further = ['further', 'furtherKey', 'furtherKey2'].find((name) =>
      fields.every((field) => field.name !== name),
    );
    if (extra !== undefined && further !== undefined) entries.push([further, extra]);
    return Object.fromEntries(entries);
  }

  #field({ examples, type }: FieldModel): JsonValue | undefined {
    const [first] = examples;
    return first ?? this.value(type);
  }

  #union(members: readonly TypeModel[]): JsonValue | undefined {
    const nothing = members.some(({ kind }) => kind === 'null');
    if (nothing && this.#isSparse) return null;
    return (
      this.#firstOf(
        members.filter(({ kind }) => kind !== 'null'),
        (member) => this.value(member),
      ) ?? (nothing ? null : undefined)
    );
  }

  #tagged({ discriminator, variants }: TaggedType): JsonValue | undefined {
    return this.#firstOf(variants, ({ tag, type }) => {
      const value = this.value(type);
      return isObject(value) ? { [discriminator]: tag, ...value } : undefined;
    });
  }

  /** The first with everything, the last with little, so that samples differ; the next one where one has no end. */
  #firstOf<T>(choices: readonly T[], make: (choice: T) => JsonValue | undefined): JsonValue | undefined {
    const ordered = this.#isFull ? choices : [...choices].reverse();
    for (const choice of ordered) {
      const value = make(choice);
      if (value !== undefined) return value;
    }
    return undefined;
  }
}

function isObject(value: JsonValue | undefined): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
