import type { Arbitrary } from 'fast-check';
import type { Operations, Shape } from '../../shape/shape.js';
import { type MessageSamples, type NamesOf, shapeOfSamples, type VersionsOf } from '../samples/message-samples.js';
import { ShapeArbitraries } from './shape-arbitraries.js';
import type { PatternArbitraries } from './text-arbitraries.js';

export interface ArbitraryOptions {
  /** Values for patterns that nothing else can be made for, by the text of the pattern. */
  readonly patterns?: PatternArbitraries;
}

/**
 * Any data that a generated shape allows to be written, as it is in memory, constraints included: `arbitraryOf(money)`.
 * @throws InvalidUseError for a pattern that nothing can be made for
 */
export function arbitraryOf<T>(shape: Shape<T, never>, options: ArbitraryOptions = {}): Arbitrary<T> {
  // The shape carries its type as a promise; here it is taken at its word.
  return anyOf(shape, options) as Arbitrary<T>;
}

/**
 * Any data of an event or a command in one of its schema versions: `arbitraryData(orderingSamples, 'PlaceOrder', 2)`.
 * @throws InvalidUseError for a message or a version that there is not, or a pattern that nothing can be made for
 */
export function arbitraryData<Data, Name extends NamesOf<Data>, Version extends VersionsOf<Data, Name>>(
  samples: MessageSamples<Data>,
  name: Name,
  schemaVersion: Version,
  options: ArbitraryOptions = {},
): Arbitrary<Data[Name][Version]> {
  return anyOf(shapeOfSamples(samples, name, schemaVersion), options) as Arbitrary<Data[Name][Version]>;
}

/** As `arbitraryOf`, without types. */
export function anyOf(shape: Operations, { patterns = {} }: ArbitraryOptions): Arbitrary<unknown> {
  // In the form in which reading gives data back, so that what is read can be compared with what was written.
  return new ShapeArbitraries(patterns).of(shape).map((value) => shape.fill(value));
}
