/** Errors go to logs that many people read: none of them, nor what caused it, says a value of a message. */
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { refusals } from './personal-samples.js';

describe('no error says', () => {
  test.each(refusals)('%s', async (_what, run) => {
    const error = await run().then(
      () => expect.fail('Nothing was refused.'),
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(Error);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(/canary/i);
  });
});
