import { InvalidStoreArgumentError } from '../errors/store-argument-errors.js';

const native: unknown = Reflect.get(String.prototype, 'isWellFormed');

const isWellFormed: (text: string) => boolean =
  typeof native === 'function' ? (text) => native.call(text) === true : (text) => !/\p{Surrogate}/u.test(text);

/**
 * Why some store could not give this text back unchanged, `undefined` when every store can: NUL characters and lone
 * surrogates are refused. Every store asks here before it writes, so that all of them give the same verdict.
 */
export function textProblem(text: unknown): string | undefined {
  if (typeof text !== 'string') return 'is not a string';
  if (text.includes('\0')) return 'contains a NUL character';
  return isWellFormed(text) ? undefined : 'contains a lone surrogate';
}

/** @throws InvalidStoreArgumentError for text that cannot be stored. */
export function assertStorableText(argument: string, text: string): void {
  const problem = textProblem(text);
  if (problem !== undefined) throw new InvalidStoreArgumentError(argument, problem);
}

/** As `assertStorableText`, and not empty. */
export function assertStorableKey(argument: string, text: string): void {
  assertStorableText(argument, text);
  if (text === '') throw new InvalidStoreArgumentError(argument, 'is empty');
}

/** @throws InvalidStoreArgumentError unless `value` is a safe integer of at least `least`. */
export function assertCount(argument: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new InvalidStoreArgumentError(argument, `must be a whole number of at least ${least}, not ${String(value)}`);
  }
}
