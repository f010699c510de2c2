import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { ask, type Asked } from './ask.js';
import { kindOf, operation } from './operation.js';

export interface StoreUnderComparison {
  /** With this clock. */
  readonly open: (now: () => string) => Promise<FullEventStore>;
  /** Closes a store and opens what it holds again; the same store where it holds nothing for longer. */
  readonly reopen: (store: FullEventStore, now: () => string) => Promise<FullEventStore>;
  /** Whether it takes the clock that `open` gives it; one that has its own is not asked what time decides. Default true. */
  readonly takesClock?: boolean;
}

const decidedByTime: ReadonlySet<string> = new Set(['acquire-lease', 'renew-lease', 'release-lease', 'find-lease']);

/** The first questions that a store answers differently from the memory store, if any are found. */
export async function disagreement(
  { open, reopen, takesClock = true }: StoreUnderComparison,
  runs: number,
): Promise<string | undefined> {
  const property = fc.asyncProperty(
    fc.array(operation, { minLength: 1, maxLength: 40, size: 'max' }),
    async (operations) => {
      // The same clock for both, half a second further on at each question.
      let time = Date.parse('2026-01-01T00:00:00Z');
      const now = (): string => new Date(time).toISOString();
      const memory = createMemoryEventStore({ now });
      const model: Asked = { store: memory, reopen: async () => memory, seen: [], leases: [] };
      const asked: Asked = { store: await open(now), reopen: (store) => reopen(store, now), seen: [], leases: [] };
      try {
        for (const [step, each] of operations.entries()) {
          if (!takesClock && decidedByTime.has(kindOf(each))) continue;
          time += 500;
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
