import { isRuntimeError, type RuntimeErrors } from '../../../runtime/src/errors/is-runtime-error.js';

/** Runs, and gives the error of that code. */
export function failure<Code extends keyof RuntimeErrors>(code: Code, run: () => unknown): RuntimeErrors[Code] {
  try {
    run();
  } catch (error) {
    if (isRuntimeError(error, code)) return error;
    throw error;
  }
  throw new Error(`Expected ${code}.`);
}
