import type { StoredFacts } from '../message/stored-facts.js';
import type { Shape } from '../shape/shape.js';
import type { MessageVersion } from './message-definition.js';

/** What is known of a version besides how it is reached. */
interface ShapeOfVersion<Data> {
  readonly shape: Shape<Data, never>;
  readonly hash?: string;
  readonly draft?: true;
}

/** A version with its shape's type, for `defineEvent` and `defineCommand` to look at. */
export type NextVersion<Data> = MessageVersion & ShapeOfVersion<Data>;

/** A version of an event after the first one. Trailing parameters that a step does not use are left out. */
export interface NextEventVersion<Old, New, Facts, Custom> extends ShapeOfVersion<New> {
  /** From the version before. */
  readonly upcast: (old: NoInfer<Old>, stored: Facts, custom: Custom) => NoInfer<New>;
  /** To the version before. */
  readonly downcast?: (newer: NoInfer<New>, stored: Facts, custom: Custom) => NoInfer<Old>;
}

/** The version after `previous`: a step whose old value or result is of another shape does not compile. */
/* @__NO_SIDE_EFFECTS__ */
export function nextVersion<Old, New, Facts extends StoredFacts<object>, Custom>(
  _previous: Shape<Old, never>,
  next: NextEventVersion<Old, New, Facts, Custom>,
): NextVersion<New> {
  return next;
}

/** As `NextEventVersion`, for a command, of which nothing is known but its data. */
export interface NextCommandVersion<Old, New, Custom> extends ShapeOfVersion<New> {
  readonly upcast: (old: NoInfer<Old>, custom: Custom) => NoInfer<New>;
  readonly downcast?: (newer: NoInfer<New>, custom: Custom) => NoInfer<Old>;
}

/** As `nextVersion`, for a command. */
/* @__NO_SIDE_EFFECTS__ */
export function nextCommandVersion<Old, New, Custom>(
  _previous: Shape<Old, never>,
  next: NextCommandVersion<Old, New, Custom>,
): NextVersion<New> {
  return next;
}
