import { describe, expect, test } from 'vitest';
import { createMemoryEventStore } from '../../runtime/src/stores/memory/memory-event-store.js';
import { ContractViolationError } from '../../runtime/src/testing/contract/claims.js';
import { eventStoreContract } from '../../runtime/src/testing/contract/event-store-contract.js';
import { brokenAppends } from './broken/broken-appends.js';
import { brokenReads } from './broken/broken-reads.js';
import type { BrokenStore } from './broken/broken-store.js';
import { brokenShapes } from './broken/broken-shapes.js';
import { brokenUnits } from './broken/broken-units.js';

const { capabilities } = createMemoryEventStore();

const openMemory = async (now: () => string) => createMemoryEventStore({ now });

function soundCases({ openSound = openMemory }: BrokenStore) {
  return eventStoreContract({ open: ({ now }) => openSound(now), capabilities });
}

function casesOf({ openSound = openMemory, breakStore }: BrokenStore) {
  return eventStoreContract({ open: async ({ now }) => breakStore(await openSound(now), now), capabilities });
}

// A contract proves something only if stores that break it are caught, each by the case that is there for it.
describe.each([...brokenAppends, ...brokenReads, ...brokenUnits, ...brokenShapes])('$fault', (broken) => {
  test.each(broken.caughtBy)('is caught: %s', async (name) => {
    const contractCase = casesOf(broken).find((candidate) => candidate.name === name);
    expect(contractCase, 'the contract has such a case').toBeDefined();
    await expect(contractCase?.run()).rejects.toBeInstanceOf(ContractViolationError);
    await soundCases(broken)
      .find((candidate) => candidate.name === name)
      ?.run();
  });
});

describe('a case whose capability is not offered', () => {
  const poor = eventStoreContract({
    open: async () => createMemoryEventStore(),
    capabilities: { ...capabilities, transact: false, tombstones: false },
    takesClock: false,
  });

  test('says what is lacking', () => {
    const lacking = new Set(poor.map((contractCase) => contractCase.lacking));
    expect(lacking).toEqual(new Set([undefined, 'transact', 'tombstones', 'clock']));
  });

  test('fails when it is run all the same, so that it is never silently green', async () => {
    for (const contractCase of poor.filter(({ lacking }) => lacking !== undefined)) {
      await expect(contractCase.run()).rejects.toBeInstanceOf(ContractViolationError);
    }
  });
});
