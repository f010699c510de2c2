/**
 * A step as its author declared it, with paths taken apart and values in the form of JSON. Whether it fits the two shapes it
 * stands between is not known yet: `evolve` says so and makes a plan of it.
 */
import type { Place } from '../diagnostics/place.js';
import type { JsonValue } from './type-model.js';

/** A key, or `*`: each element of a list or value of a map. */
export type PathSegment = { readonly kind: 'key'; readonly name: string } | { readonly kind: 'each' };

/** Where a value stands in a shape; without segments it is the whole value. */
export interface StepPath {
  /** As messages name it: as it is written, but for the empty path. */
  readonly text: string;
  readonly segments: readonly PathSegment[];
  /** Where it is written. */
  readonly place: Place;
}

export interface StepModel {
  /** By kind, then in the order of the source. No order has a meaning: all read the old value. */
  readonly operations: readonly StepOperation[];
  /** `custom: true`: the user's function gives the whole new value, and there are no other operations. */
  readonly isCustom: boolean;
  /** Downcasts only: fields whose value an older reader does not get. */
  readonly lossy: readonly StepPath[];
  /** The step's value. */
  readonly place: Place;
}

export type StepOperation =
  | { readonly kind: 'rename' | 'copy'; readonly from: StepPath; readonly to: StepPath }
  | { readonly kind: 'set'; readonly to: StepPath; readonly value: StepValue }
  /** For where the old field of the same path is absent, or whatever another operation gives the path. */
  | { readonly kind: 'fill'; readonly to: StepPath; readonly value: StepValue }
  | { readonly kind: 'drop'; readonly from: StepPath }
  | {
      readonly kind: 'map';
      readonly to: StepPath;
      /** The same path in the old value when left out. */
      readonly from: StepPath | undefined;
      readonly entries: readonly MapEntry[];
      /** `_`, or `else`: for values that no entry names. */
      readonly otherwise: StepConstant | undefined;
      readonly place: Place;
    }
  | {
      readonly kind: 'convert';
      readonly to: StepPath;
      readonly from: StepPath;
      readonly by: Conversion;
      readonly otherwise: StepConstant | undefined;
      readonly place: Place;
    }
  /** A further key of an open object becomes the declared field of this name. */
  | { readonly kind: 'adopt'; readonly to: StepPath }
  | { readonly kind: 'custom'; readonly to: StepPath };

export interface StepConstant {
  readonly value: JsonValue;
  readonly place: Place;
}

export interface MapEntry {
  readonly old: JsonValue;
  readonly new: JsonValue;
  readonly place: Place;
}

/** What `set` and `fill` give. */
export type StepValue =
  | ({ readonly kind: 'constant' } & StepConstant)
  | {
      readonly kind: 'fact';
      readonly fact: StoredFact;
      readonly otherwise: StepConstant | undefined;
      readonly place: Place;
    };

/**
 * What is known of a stored event besides its data. A metadata key may be absent. Of a command only the identity is known,
 * which is a part of its data.
 */
export type StoredFact =
  | { readonly kind: 'recordedAt' | 'eventId' | 'streamVersion' }
  | { readonly kind: 'id'; readonly part: string }
  | { readonly kind: 'metadata'; readonly key: string };

export type Rounding = 'half-even' | 'half-up' | 'down' | 'up' | 'floor' | 'ceiling' | 'exact';

/** `exact` refuses what would have to be rounded: the step fails then. */
export type Conversion =
  | { readonly name: 'to-string' | 'to-list' | 'integer-to-number' | 'integer-to-decimal' | 'integer-to-bigint' }
  | {
      readonly name: 'number-to-decimal' | 'minor-units' | 'from-minor-units';
      readonly scale: number;
      readonly round: Rounding;
    }
  | { readonly name: 'epoch-ms-to-instant' | 'epoch-s-to-instant' }
  | { readonly name: 'date-to-instant'; readonly zone: string }
  /** Partial: without an `else` the target must be optional. */
  | { readonly name: 'parse-integer' | 'parse-number' | 'parse-decimal' | 'parse-instant' | 'first' };
