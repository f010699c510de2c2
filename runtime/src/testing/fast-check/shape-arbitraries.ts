// Values of shapes, made by looking at what they are put together from: the shapes that generated code checks data with
// are the only declaration. Constraints guide the making, and the compiled check has the last word.
import * as fc from 'fast-check';
import type { Keywords } from '../../shape/check.js';
import { equal } from '../../shape/constrained.js';
import { isPlainObject, type PlainObject } from '../../shape/plain-object.js';
import type { Operations, RecordParts, Structure } from '../../shape/shape.js';
import { holding } from './holding.js';
import { LazyArbitrary } from './lazy-arbitrary.js';
import { heightOf } from './shape-height.js';
import { scalarArbitrary } from './scalar-arbitraries.js';
import { cleanKey, cleanText, type PatternArbitraries } from './text-arbitraries.js';

type Values = fc.Arbitrary<unknown>;

/** Where in a value one stands. */
interface Place {
  /** Shapes that were entered and may hold themselves, from the outermost. */
  readonly entered: readonly Operations[];
  /** What the checks around the shape assert. */
  readonly keywords: Keywords;
}

const none: Keywords = {};

/** What an older release compiled does not say what it asserts. */
const unsaid = 'a check that varve should generate anew';

/** A shape that holds itself is entered so many times with everything it may have, then with as little as there can be. */
const fullEntries = 2;

/** However many shapes lead through each other, and however new they are each time. */
const mostEntries = 8;

/** Items and keys inside of a shape that holds itself, where it does not ask for more. */
const fewest = 3;

export class ShapeArbitraries {
  readonly #patterns: PatternArbitraries;

  constructor(patterns: PatternArbitraries) {
    this.#patterns = patterns;
  }

  /** @throws InvalidUseError for a pattern that nothing can be made for */
  of(shape: Operations, place: Place = { entered: [], keywords: none }): Values {
    const { structure } = shape;
    if (structure === undefined) return this.#recordOrScalar(shape, place);
    switch (structure.kind) {
      case 'list':
        return this.#list(structure.of, place);
      case 'map':
        return this.#map(structure.of, place);
      case 'nullable':
        return isSparse(place) ? fc.constant(null) : fc.option(this.of(structure.of, place), { nil: null });
      case 'lazy':
        return new LazyArbitrary(() => this.#entered(structure.of(), place));
      case 'check':
        return this.#constrained(structure, place);
      case 'enum':
      case 'open':
        return enumArbitrary(structure);
      case 'kinds':
        return this.#oneOf(Object.values(structure.variants), place, (member) => this.of(member, unbound(place)));
      case 'tagged':
        return this.#tagged(structure, place);
    }
  }

  #recordOrScalar(shape: Operations, place: Place): Values {
    const parts = shape.parts();
    return parts === undefined ? scalarArbitrary(shape, place.keywords, this.#patterns) : this.#record(parts, place);
  }

  #entered(shape: Operations, { entered, keywords }: Place): Values {
    return this.of(shape, { entered: [...entered, shape], keywords });
  }

  #constrained({ of, check }: Structure & { readonly kind: 'check' }, { entered, keywords }: Place): Values {
    const asserted = { ...check.keywords, ...keywords };
    const what = check.keywords === undefined ? unsaid : JSON.stringify(check.keywords);
    return holding(this.of(of, { entered, keywords: asserted }), check, what);
  }

  #record({ fields, extra }: RecordParts, place: Place): Values {
    const inside = unbound(place);
    const wanted = Object.entries(fields).filter(
      ([, { presence }]) =>
        presence !== 'optional' || !isSparse(place) || place.keywords['minProperties'] !== undefined,
    );
    const model = Object.fromEntries(wanted.map(([name, field]) => [name, this.of(field, inside)]));
    const requiredKeys = wanted.flatMap(([name, { presence }]) => (presence === 'optional' ? [] : [name]));
    const known = fc.record(model, { requiredKeys, noNullPrototype: true });
    if (extra === undefined) return known;
    const further = isSparse(place)
      ? fc.constant({})
      : this.#entries(extra, inside, (key) => !Object.hasOwn(fields, key));
    return fc.tuple(known, further).map(([data, more]) => ({ ...data, extra: more }));
  }

  #list(item: Operations, place: Place): Values {
    const { minItems, maxItems, uniqueItems } = place.keywords;
    const items = this.of(item, unbound(place));
    const lengths = bounds(minItems, maxItems, place);
    const constraints = {
      ...(lengths.min === undefined ? {} : { minLength: lengths.min }),
      ...(lengths.max === undefined ? {} : { maxLength: lengths.max }),
    };
    if (uniqueItems !== true) return fc.array(items, constraints);
    return fc.uniqueArray(items, { ...constraints, comparator: equal });
  }

  #map(item: Operations, place: Place): Values {
    return this.#entries(item, place, () => true);
  }

  #entries(item: Operations, place: Place, allows: (key: string) => boolean): Values {
    const { min, max } = bounds(place.keywords['minProperties'], place.keywords['maxProperties'], place);
    return fc.dictionary(cleanKey.filter(allows), this.of(item, unbound(place)), {
      noNullPrototype: true,
      ...(min === undefined ? {} : { minKeys: min }),
      ...(max === undefined ? {} : { maxKeys: max }),
    });
  }

  #tagged({ discriminator, variants }: Structure & { readonly kind: 'tagged' }, place: Place): Values {
    return this.#oneOf(Object.entries(variants), place, ([tag, variant]) =>
      this.of(variant, unbound(place)).map((value) => ({ [discriminator]: tag, ...asObject(value) })),
    );
  }

  /** Where a shape was entered often enough, only what comes to an end soonest. */
  #oneOf<Choice extends Operations | readonly [string, Operations]>(
    choices: readonly Choice[],
    place: Place,
    make: (choice: Choice) => Values,
  ): Values {
    if (!isSparse(place)) return fc.oneof(...choices.map(make));
    const heights = choices.map((choice) => heightOf(isNamed(choice) ? choice[1] : choice));
    const least = Math.min(...heights);
    return fc.oneof(...choices.filter((_choice, at) => heights[at] === least).map(make));
  }
}

function enumArbitrary({ kind, members }: Structure & { readonly kind: 'enum' | 'open' }): Values {
  const known = members.length === 0 ? [] : [{ weight: 5, arbitrary: fc.constantFrom(...members) }];
  return fc.oneof(...known, ...(kind === 'open' ? [{ weight: 1, arbitrary: cleanText }] : []));
}

function isNamed(choice: Operations | readonly [string, Operations]): choice is readonly [string, Operations] {
  return Array.isArray(choice);
}

function isSparse({ entered }: Place): boolean {
  const last = entered.at(-1);
  return entered.length > mostEntries || entered.filter((shape) => shape === last).length > fullEntries;
}

const unbound = ({ entered }: Place): Place => ({ entered, keywords: none });

function bounds(least: unknown, most: unknown, place: Place): { readonly min?: number; readonly max?: number } {
  const min = least === undefined ? undefined : Number(least);
  const own = most === undefined ? Infinity : Number(most);
  const usual = isSparse(place) ? 0 : place.entered.length > 0 ? fewest : Infinity;
  const max = Math.min(own, Math.max(usual, min ?? 0));
  return { ...(min === undefined ? {} : { min }), ...(max === Infinity ? {} : { max }) };
}

function asObject(value: unknown): PlainObject {
  return isPlainObject(value) ? value : {};
}
