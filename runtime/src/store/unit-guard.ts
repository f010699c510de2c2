import { UnitClosedError, UnitPoisonedError } from '../errors/store-unit-errors.js';

export interface UnitSteps {
  /** Runs one step of the unit. A step that throws, or whose answer is a conflict, poisons the unit. */
  step<T>(work: () => T | Promise<T>): Promise<T>;
}

/** Watches over one unit: nothing runs after its end, and whatever fails inside keeps it from committing. Its steps answer at once. */
export interface UnitGuard extends UnitSteps {
  /** As `step`, for callers that need the answer at once. */
  stepNow<T>(work: () => T): T;
  /** Ends the unit without a commit. */
  abandon(): void;
  /** Ends the unit before its commit. @throws UnitPoisonedError when it may not commit. */
  end(): void;
}

export function createUnitGuard(): UnitGuard {
  let ended = false;
  let poison: UnitPoisonedError | undefined;
  const stepNow = <T>(work: () => T): T => {
    if (ended) throw new UnitClosedError();
    if (poison !== undefined) throw poison;
    try {
      const answer = work();
      if (isConflict(answer)) poison = new UnitPoisonedError('something inside it conflicted');
      return answer;
    } catch (error) {
      poison = new UnitPoisonedError('something inside it failed', { cause: error });
      throw error;
    }
  };
  return {
    stepNow,
    step: async (work) => stepNow(work),
    abandon() {
      ended = true;
    },
    end() {
      ended = true;
      if (poison !== undefined) throw poison;
    },
  };
}

export function isConflict(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'conflict';
}
