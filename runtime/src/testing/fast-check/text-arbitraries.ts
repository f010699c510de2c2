import * as fc from 'fast-check';
import { InvalidUseError } from '../../errors/command-errors.js';
import type { Keywords } from '../../shape/check.js';
import { isCleanText } from '../../shape/text-formats.js';
import { holding, howToGive } from './holding.js';

/** Values for patterns, by the text of the pattern. */
export type PatternArbitraries = Readonly<Record<string, fc.Arbitrary<string>>>;

/** One code point, which is what lengths count. */
const character = fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }).filter(isCleanText);

/** Text that every store can give back: most of it of the keyboard, some of it of anything. */
function texts(lengths: fc.StringConstraints): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.string({ ...lengths, unit: 'grapheme-ascii' }) },
    { weight: 1, arbitrary: fc.string({ ...lengths, unit: character }) },
  );
}

export const cleanText: fc.Arbitrary<string> = texts({});

/** Keys of maps and of open objects. */
export const cleanKey: fc.Arbitrary<string> = texts({ maxLength: 12 });

/** Text that lengths and a pattern bind. @throws InvalidUseError for a pattern that nothing can be made for */
export function textArbitrary(keywords: Keywords, patterns: PatternArbitraries): fc.Arbitrary<string> {
  const { minLength, maxLength, pattern } = keywords;
  if (typeof pattern === 'string') return matching(pattern, Number(minLength ?? 0), patterns);
  return texts({
    ...(minLength === undefined ? {} : { minLength: Number(minLength) }),
    ...(maxLength === undefined ? {} : { maxLength: Number(maxLength) }),
  });
}

/** Text in a format whose usual values a pattern may leave nothing of: then text for the pattern, if it has the format. */
export function formatArbitrary(
  usual: fc.Arbitrary<string>,
  holds: (text: string) => boolean,
  keywords: Keywords,
  patterns: PatternArbitraries,
): fc.Arbitrary<string> {
  const { pattern } = keywords;
  if (typeof pattern !== 'string') return usual;
  const given = patterns[pattern];
  if (given !== undefined) return given;
  const matches = new RegExp(pattern, 'u');
  const sampled = fc.sample(usual, { numRuns: 200, seed: 1 });
  if (sampled.some((text) => matches.test(text))) return usual;
  return holding(matching(pattern, 0, patterns), holds, `its format and the pattern ${pattern}`);
}

function matching(pattern: string, minLength: number, patterns: PatternArbitraries): fc.Arbitrary<string> {
  const given = patterns[pattern];
  if (given !== undefined) return given;
  try {
    // Repetitions without a bound must be able to reach the length that is asked for.
    const size = minLength <= 8 ? 'small' : minLength <= 80 ? 'medium' : 'large';
    const texts = fc.stringMatching(new RegExp(pattern, 'u'), { size });
    return holding(texts, isCleanText, `the pattern ${pattern}`);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new InvalidUseError(`Nothing can be made for the pattern ${pattern}: ${problem} ${howToGive}`);
  }
}
