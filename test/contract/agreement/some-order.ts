import { isDeepStrictEqual } from 'node:util';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { ask, type Asked } from './ask.js';
import type { Operation } from './operation.js';

export interface Answered {
  readonly operation: Operation;
  readonly answer: unknown;
}

const now = (): string => '2026-01-01T00:00:00.000Z';

/** A memory store that has been asked all of `history`. */
async function modelAfter(history: readonly Operation[]): Promise<Asked> {
  const memory = createMemoryEventStore({ now });
  const model: Asked = { store: memory, reopen: async () => memory, seen: [], leases: [] };
  for (const operation of history) await ask(model, operation);
  return model;
}

/** Others were in the way, so nothing was done: as if it had not been asked. Somebody always gets through. */
const wasNotDone = (answer: unknown): boolean => isDeepStrictEqual(answer, { refused: 'store-busy' });

/**
 * An order in which a memory store that was asked `history` before answers the same, if there is one.
 * @returns the operations in that order, without those that were not done
 */
export async function someOrder(
  history: readonly Operation[],
  answers: readonly Answered[],
): Promise<readonly Operation[] | undefined> {
  const done = answers.filter(({ answer }) => !wasNotDone(answer));
  if (done.length === 0) return undefined;
  for (const order of permutations(done)) {
    const model = await modelAfter(history);
    let fits = true;
    for (const { operation, answer } of order) {
      fits = isDeepStrictEqual(await ask(model, operation), answer);
      if (!fits) break;
    }
    if (fits) return order.map(({ operation }) => operation);
  }
  return undefined;
}

function* permutations<T>(items: readonly T[]): Generator<readonly T[]> {
  if (items.length === 0) {
    yield [];
    return;
  }
  for (const [index, item] of items.entries()) {
    for (const rest of permutations(items.toSpliced(index, 1))) yield [item, ...rest];
  }
}
