import { describe, expect, test } from 'vitest';
import { createMemoryEventStore } from '../../runtime/src/stores/memory/memory-event-store.js';
import { ContractViolationError, InconclusiveCaseError } from '../../runtime/src/testing/contract/claims.js';
import { eventStoreContract } from '../../runtime/src/testing/contract/event-store-contract.js';
import type { FullEventStore } from '../../runtime/src/store/event-store.js';
import { brokenAppends } from './broken/broken-appends.js';
import { brokenArchives } from './broken/broken-archives.js';
import { brokenCheckpoints } from './broken/broken-checkpoints.js';
import { brokenInventories } from './broken/broken-inventories.js';
import { brokenReads } from './broken/broken-reads.js';
import type { BrokenStore } from './broken/broken-store.js';
import { brokenShapes } from './broken/broken-shapes.js';
import { brokenTenants } from './broken/broken-tenants.js';
import { brokenUnits } from './broken/broken-units.js';
import { brokenViews } from './broken/broken-views.js';
import { inPlaces } from './in-places.js';

const { capabilities } = createMemoryEventStore();

const openMemory = async (now: () => string) => createMemoryEventStore({ now });

function soundCases({ openSound = openMemory }: BrokenStore) {
  return eventStoreContract({
    open: ({ now }) => openSound(now),
    openBeside: async (store) => store,
    capabilities,
  });
}

function casesOf({ openSound = openMemory, breakStore }: BrokenStore) {
  const places = inPlaces(
    () => ({ sound: undefined as FullEventStore | undefined }),
    async (place, now) => breakStore((place.sound ??= await openSound(now)), now),
  );
  return eventStoreContract({ ...places, capabilities });
}

// A contract proves something only if stores that break it are caught, each by the case that is there for it.
describe.each([
  ...brokenAppends,
  ...brokenReads,
  ...brokenUnits,
  ...brokenCheckpoints,
  ...brokenViews,
  ...brokenShapes,
  ...brokenArchives,
  ...brokenTenants,
  ...brokenInventories,
])('$fault', (broken) => {
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
    expect(lacking).toEqual(new Set([undefined, 'transact', 'tombstones', 'clock', 'beside']));
  });

  test('fails when it is run all the same, so that it is never silently green', async () => {
    for (const contractCase of poor.filter(({ lacking }) => lacking !== undefined)) {
      await expect(contractCase.run()).rejects.toBeInstanceOf(ContractViolationError);
    }
  });
});

test('a case whose situation never came about says so, instead of being green', async () => {
  let appends = 0;
  const open = async () => {
    const store = createMemoryEventStore();
    // Readers get their turn only when nobody has written for a while.
    const quiet = async (): Promise<void> => {
      for (let seen = -1; seen !== appends;) {
        seen = appends;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    return {
      ...store,
      append: (...given: Parameters<typeof store.append>) => {
        appends += 1;
        return store.append(...given);
      },
      readLog: (...given: Parameters<typeof store.readLog>) => quiet().then(() => store.readLog(...given)),
      readStream: (...given: Parameters<typeof store.readStream>) => quiet().then(() => store.readStream(...given)),
    };
  };
  const cases = eventStoreContract({ open, capabilities });
  for (const name of [
    'a reader beside thirty-two writers meets every event once, in the order of the log',
    'a reader never meets a part of a batch at its end',
  ]) {
    const running = cases.find((candidate) => candidate.name === name)?.run();
    await expect(running, name).rejects.toBeInstanceOf(InconclusiveCaseError);
  }
});
