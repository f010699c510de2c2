import { UnitClosedError, UnitPoisonedError } from '../errors/store-unit-errors.js';
import { isConflict, type UnitSteps } from './unit-guard.js';

/**
 * Watches over a unit whose steps have to be waited for: they run one after the other, nothing runs after the unit's end,
 * and whatever fails or conflicts inside keeps it from committing.
 */
export interface UnitStepQueue extends UnitSteps {
  /** Ends the unit without a commit, once the step that is at work has ended. */
  abandon(): Promise<void>;
  /** Ends the unit before its commit, once every step has ended that was asked for. @throws UnitPoisonedError when it may not commit. */
  end(): Promise<void>;
}

export function createUnitStepQueue(): UnitStepQueue {
  let ended = false;
  let poison: UnitPoisonedError | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const run = async <T>(work: () => T | Promise<T>): Promise<T> => {
    if (ended) throw new UnitClosedError();
    if (poison !== undefined) throw poison;
    try {
      const answer = await work();
      if (isConflict(answer)) poison = new UnitPoisonedError('something inside it conflicted');
      return answer;
    } catch (error) {
      poison = new UnitPoisonedError('something inside it failed', { cause: error });
      throw error;
    }
  };
  return {
    step(work) {
      const result = last.then(() => run(work));
      last = result.catch(() => undefined);
      return result;
    },
    async abandon() {
      ended = true;
      await last;
    },
    async end() {
      for (let seen: Promise<unknown> | undefined; seen !== last;) {
        seen = last;
        await seen;
      }
      ended = true;
      if (poison !== undefined) throw poison;
    },
  };
}
