import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { ask, type Asked } from './ask.js';
import { operation } from './operation.js';

export interface StoreUnderComparison {
  readonly open: () => Promise<FullEventStore>;
  /** Closes a store and opens what it holds again; the same store where it holds nothing for longer. */
  readonly reopen: (store: FullEventStore) => Promise<FullEventStore>;
}

/** The first questions that a store answers differently from the memory store, if any are found. */
export async function disagreement({ open, reopen }: StoreUnderComparison, runs: number): Promise<string | undefined> {
  const property = fc.asyncProperty(
    fc.array(operation, { minLength: 1, maxLength: 40, size: 'max' }),
    async (operations) => {
      const memory = createMemoryEventStore();
      const model: Asked = { store: memory, reopen: async () => memory, seen: [] };
      const asked: Asked = { store: await open(), reopen, seen: [] };
      try {
        for (const [step, each] of operations.entries()) {
          const expected = await ask(model, each);
          expect(await ask(asked, each), `question ${String(step)}: ${JSON.stringify(each)}`).toEqual(expected);
        }
      } finally {
        await asked.store.close();
      }
    },
  );
  const details = await fc.check(property, { numRuns: runs });
  return details.failed ? fc.defaultReportMessage(details) : undefined;
}

/** Whatever a store is asked, in whatever order, it answers as the memory store does. */
export function agreesWithMemory(store: StoreUnderComparison, runs: number): void {
  test('whatever it is asked, it answers as the memory store does', { timeout: 120_000 }, async () => {
    expect(await disagreement(store, runs)).toBeUndefined();
  });
}
