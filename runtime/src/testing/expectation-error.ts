import { describeValue, lineDifference } from './describe-value.js';

/**
 * What a failed expectation throws. Shaped like the assertion errors of Node and of Chai, so that node:test, vitest and
 * jest show it as a failed assertion; the message carries the difference itself.
 */
export class ExpectationError extends Error {
  readonly code = 'ERR_ASSERTION';
  readonly operator = 'deepStrictEqual';
  readonly generatedMessage = false;
  readonly actual: unknown;
  readonly expected: unknown;

  constructor(summary: string, expected: unknown, actual: unknown) {
    super(`${summary}\n  - expected  + actual\n\n${lineDifference(describeValue(expected), describeValue(actual))}\n`);
    this.actual = actual;
    this.expected = expected;
  }

  override get name(): string {
    return 'AssertionError';
  }
}
