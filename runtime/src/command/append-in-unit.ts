import { isRuntimeError } from '../errors/is-runtime-error.js';
import type { AppendResult, Conflict, WriteOptions } from '../store/append.js';
import type { Transactional, Unit } from '../store/unit.js';

/** A unit around one append: a conflict rolls everything back, and is the answer. Rejects as `transact` does. */
export async function appendInUnit(
  store: Pick<Transactional, 'transact'>,
  work: (unit: Unit) => Promise<AppendResult>,
  options: WriteOptions | undefined,
): Promise<AppendResult> {
  const conflicts: Conflict[] = [];
  try {
    return await store.transact(async (unit) => {
      const answer = await work(unit);
      if (answer.kind === 'conflict') conflicts.push(answer);
      return answer;
    }, options);
  } catch (error) {
    const [conflict] = conflicts;
    // A unit does not commit behind a conflict, and says so.
    if (conflict !== undefined && isRuntimeError(error, 'unit-poisoned')) return conflict;
    throw error;
  }
}
