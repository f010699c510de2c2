import { describe, expect, onTestFinished, test } from 'vitest';
import { OutcomeUnknownError, StoreBusyError } from '../../../runtime/src/errors/store-errors.js';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { openSqliteStore } from '../../../runtime/src/stores/sqlite/index.js';
import { failure } from '../command/ordering-kit.js';
import { customerId, openBank, profileDecider } from '../facts/bank-kit.js';
import { stateCases } from './state-cases.js';

describe('in memory', () => {
  stateCases(async () => createMemoryEventStore());
});

describe('in SQLite', () => {
  stateCases(async () => {
    const store = await openSqliteStore({ path: ':memory:' });
    onTestFinished(() => store.close());
    return store;
  });
});

test('a state whose shape is a draft is refused by a store that takes none, and nothing is stored', async () => {
  const store = await openSqliteStore({ path: ':memory:', allowDrafts: false });
  onTestFinished(() => store.close());
  expect(store.capabilities.drafts).toBe(false);
  const { profile } = openBank(store);
  const opening = profile.openProfile({ customerId, name: 'Ann' }, { commandId: 'a' });
  const error = await failure('draft-shape', opening);
  expect(error).toMatchObject({ type: 'bank.ProfileState', schemaVersion: 2 });
  expect(await profile.load(customerId)).toMatchObject({ revision: 0 });
  expect(await store.findOutcome({ tenant: '', context: 'bank', commandId: 'a' })).toBeUndefined();
  expect(await store.readOutbox(1)).toEqual([]);
});

type Fault = 'lost' | 'unheard' | 'busy' | 'none';

/** A store whose first units meet these faults, in order; between a fault and the next unit, `meanwhile` happens. */
function faulty(
  faults: readonly Fault[],
  meanwhile: (store: FullEventStore) => Promise<unknown> = async () => undefined,
): FullEventStore {
  const store = createMemoryEventStore();
  let units = 0;
  return {
    ...store,
    async transact(work, options) {
      const fault = faults[units] ?? 'none';
      units += 1;
      if (fault === 'busy') throw new StoreBusyError(1);
      if (fault === 'lost' || fault === 'unheard') {
        if (fault === 'unheard') await store.transact(work, options);
        await meanwhile(store);
        throw new OutcomeUnknownError();
      }
      return store.transact(work, options);
    },
  };
}

describe('a write whose outcome is unknown', () => {
  test.each([
    ['lost', {}],
    ['unheard', {}],
    ['lost', { commandId: 'a' }],
    ['unheard', { commandId: 'a' }],
  ] as const)('and was %s is made sure of, once, with %o', async (fault, options) => {
    const store = faulty([fault]);
    const { profile } = openBank(store);
    const outcome = await profile.openProfile({ customerId, name: 'Ann' }, options);
    expect(outcome).toMatchObject({ kind: 'accepted', events: [{ position: 0 }], deduplicated: false });
    expect(await profile.load(customerId)).toMatchObject({ revision: 1 });
    expect(await store.readOutbox(10)).toHaveLength(1);
  });

  test('is decided again when it was lost, and somebody else has written since', async () => {
    const store = faulty(['lost'], (inner) => openBank(inner).profile.openProfile({ customerId, name: 'Zoe' }));
    const outcome = await openBank(store).profile.openProfile({ customerId, name: 'Ann' });
    expect(outcome).toMatchObject({ kind: 'accepted', events: [] });
    expect((await openBank(store).profile.load(customerId)).state).toMatchObject({ name: 'Zoe' });
  });

  test('stays unknown when others have written more than once since, and nothing tells what came of ours', async () => {
    const store = faulty(['lost'], async (inner) => {
      await openBank(inner).profile.openProfile({ customerId, name: 'Zoe' });
      await openBank(inner).profile.renameProfile({ customerId, name: 'Yve' });
    });
    await failure('outcome-unknown', openBank(store).profile.openProfile({ customerId, name: 'Ann' }));
  });
});

test('a busy store is tried again, and said to be busy when it stays so', async () => {
  await openBank(faulty(['busy', 'busy'])).profile.openProfile({ customerId, name: 'Ann' });
  const stubborn = openBank(faulty(['busy', 'busy']), { attempts: 2 });
  await failure('store-busy', stubborn.profile.openProfile({ customerId, name: 'Ann' }));
});

test('conflicts that outlast the attempts are thrown', async () => {
  const store = createMemoryEventStore();
  await openBank(store).profile.openProfile({ customerId, name: 'Ann' });
  const rival = openBank(store);
  let turn = 0n;
  const racing: FullEventStore = {
    ...store,
    async transact(work, options) {
      turn += 1n;
      await rival.profile.noteProfile({ customerId, note: 'r', points: turn });
      return store.transact(work, options);
    },
  };
  const error = await failure(
    'wrong-expected-version',
    openBank(racing, { attempts: 3 }).profile.noteProfile({ customerId, note: 'n', points: 1n }),
  );
  expect(error).toMatchObject({ attempts: 3, expected: 3, actual: 4 });
});

describe('what code without types returns', () => {
  const decided = (value: unknown) => {
    const decide = Object.assign({ ...profileDecider.decide }, { OpenProfile: () => value });
    return openBank(createMemoryEventStore(), { states: { ...profileDecider, decide } }).profile.openProfile({
      customerId,
      name: 'Ann',
    });
  };

  test.each([
    ['a list of events', []],
    ['nothing', undefined],
    ['a state alone', { is: 'open', name: 'Ann', note: '', points: 0n }],
    ['a promise', Promise.resolve({ state: { is: 'none' }, events: [] })],
    ['events that are none', { state: { is: 'none' }, events: [{}] }],
    ['one event for a list', { state: { is: 'none' }, events: { type: 'bank.ProfileOpened', data: {} } }],
    ['an event of another command', { state: { is: 'none' }, events: [{ type: 'bank.ProfileClosed', data: {} }] }],
  ])('%s is refused', async (_, value) => {
    await failure('invalid-decision', decided(value));
  });

  test('a state of another shape is refused', async () => {
    await failure('invalid-message', decided({ state: { is: 'opened' }, events: [] }));
  });
});

test('a deadline is kept, and an abort heeded, before anything is read', async () => {
  const { profile } = openBank(createMemoryEventStore());
  await failure(
    'deadline-passed',
    profile.openProfile({ customerId, name: 'A' }, { deadline: '2025-01-01T00:00:00Z' }),
  );
});
