import { describe, expect, test } from 'vitest';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { brokenAppends } from '../broken/broken-appends.js';
import { brokenArchives } from '../broken/broken-archives.js';
import { brokenReads } from '../broken/broken-reads.js';
import { brokenUnits } from '../broken/broken-units.js';
import { disagreement } from './stores-agree.js';

/** Faults that show to somebody who asks alone, one question after the other. */
const faults = [...brokenAppends, ...brokenReads, ...brokenUnits, ...brokenArchives].filter(
  ({ openSound }) => openSound === undefined,
);

describe('a comparison with the memory store', () => {
  test('finds out at least ten of the stores that are broken on purpose', { timeout: 240_000 }, async () => {
    const found: string[] = [];
    for (const { fault, breakStore } of faults) {
      const open = async (now: () => string): Promise<FullEventStore> =>
        breakStore(createMemoryEventStore({ now }), now);
      const said = await disagreement({ open, reopen: async (store) => store }, 60).catch(String);
      if (said !== undefined) found.push(fault);
    }
    process.stdout.write(`found out by comparison: ${String(found.length)} of ${String(faults.length)}\n`);
    expect(found.length).toBeGreaterThanOrEqual(10);
  });
});
