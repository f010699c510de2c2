import type { Arbitrary } from 'fast-check';
import { InvalidUseError } from '../../errors/command-errors.js';

/** Shrinking asks about many values in a row that do not hold; making values hardly ever does. */
const mostMisses = 20_000;

/** Values that hold; gives up with an error where next to none does, rather than looking for one for ever. */
export function holding<T>(values: Arbitrary<T>, holds: (value: T) => boolean, what: string): Arbitrary<T> {
  let misses = 0;
  return values.filter((value) => {
    if (holds(value)) {
      misses = 0;
      return true;
    }
    misses += 1;
    if (misses < mostMisses) return false;
    misses = 0;
    throw new InvalidUseError(`No value was found that holds to ${what}. ${howToGive}`);
  });
}

export const howToGive =
  "Give values for a pattern yourself, by its text: { patterns: { '^[A-Z]+$': fc.constantFrom('A', 'B') } }.";
