import { isRuntimeError } from '../../runtime/src/errors/is-runtime-error.js';

/** Does it again for as long as somebody else is faster. */
export async function insist(work: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await work();
      return;
    } catch (error) {
      if (!isRuntimeError(error, 'store-busy') && !isRuntimeError(error, 'wrong-expected-version')) throw error;
    }
  }
}
