import { InvalidUseError, UnexpectedVersionError } from '../errors/command-errors.js';
import type { CommandRun } from './command-run.js';

/** What a caller has seen, and wants the command to be decided on. */
export type Expected = { readonly streamVersion: number } | { readonly revision: number };

/**
 * Refuses to decide on anything but what the caller has seen.
 * @param found what is there now: a stream version, or a revision where the state is the truth
 * @throws UnexpectedVersionError; InvalidUseError where the other of the two was given, or no whole number
 */
export function refuseUnexpected(
  { options: { expected }, source: { streamName } }: Pick<CommandRun, 'options' | 'source'>,
  found: Expected,
): void {
  if (expected === undefined) return;
  const [kind, actual] = 'revision' in found ? ['revision', found.revision] : ['streamVersion', found.streamVersion];
  const wanted = 'revision' in expected ? expected.revision : expected.streamVersion;
  if (!(kind in expected)) throw new InvalidUseError(`Of ${streamName} a ${kind} can be expected, and nothing else.`);
  if (!Number.isSafeInteger(wanted) || wanted < 0) throw new InvalidUseError(`An expected ${kind} is a whole number.`);
  if (wanted !== actual) throw new UnexpectedVersionError(streamName, wanted, actual);
}
