import { expect, test } from 'vitest';
import { createMemoryEventStore, type EventStore } from '../../runtime/src/index.js';
import { eventStoreContract } from '../../runtime/src/testing/index.js';

// What docs/guide/your-own-store.md shows: the contract over a store that offers the least there is.

/** Appends and reads, and nothing else: as somebody's first day's work. */
async function openMyStore(): Promise<EventStore> {
  const { append, readStream, logId, readLog, head, eventIdAt, positionOf, ...rest } = createMemoryEventStore();
  const { compareLogPositions, serializeLogPosition, parseLogPosition, close } = rest;
  const capabilities = {
    transact: false,
    durableOutcomes: false,
    tombstones: false,
    archive: false,
    streamExists: true,
    inlineWork: false,
    push: false,
    tenants: false,
    views: false,
  };
  const positions = { compareLogPositions, serializeLogPosition, parseLogPosition };
  return { capabilities, append, readStream, logId, readLog, head, eventIdAt, positionOf, ...positions, close };
}

const { capabilities } = await openMyStore();

const cases = eventStoreContract({
  open: () => openMyStore(),
  capabilities,
  recordsOutcomes: false,
  takesClock: false,
  refusesDrafts: false,
});

for (const { group, name, lacking, run } of cases) {
  test.skipIf(lacking !== undefined)(`${group}: ${name} ${lacking ?? ''}`, run);
}

test('is told what it lacks, and keeps most of the contract all the same', () => {
  const lacking = new Set(cases.map((contractCase) => contractCase.lacking));
  expect(lacking).toEqual(
    new Set([
      undefined,
      'transact',
      'tombstones',
      'archive',
      'beside',
      'push',
      'tenants',
      'views',
      'inventory',
      'outcomes',
      'clock',
      'draftGuard',
    ]),
  );
  expect(cases.filter((contractCase) => contractCase.lacking === undefined).length).toBeGreaterThan(90);
});
