import { describe, expect, onTestFinished, test } from 'vitest';
import type { CommandStore } from '../../../runtime/src/command/context.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { openSqliteStore } from '../../../runtime/src/stores/sqlite/index.js';
import { OutcomeUnknownError } from '../../../runtime/src/errors/store-errors.js';
import { uncheckedStreamName } from '../../../runtime/src/testing/contract/samples.js';
import { failure } from '../command/ordering-kit.js';
import { accountId, holder, openBank } from './bank-kit.js';
import { factCases } from './fact-cases.js';

const facts = uncheckedStreamName(`bank.accountFact-${accountId}`);

describe('in memory', () => {
  factCases(async () => createMemoryEventStore());
});

describe('in SQLite', () => {
  factCases(async () => {
    const store = await openSqliteStore({ path: ':memory:' });
    onTestFinished(() => store.close());
    return store;
  });
});

describe('a unit whose outcome is unknown', () => {
  test.each(['lost', 'unheard'] as const)('is made sure of, with one fact, when it was %s', async (fault) => {
    const store = createMemoryEventStore();
    let units = 0;
    const bank = openBank({
      ...store,
      async transact(work, options) {
        units += 1;
        if (units > 1) return store.transact(work, options);
        if (fault === 'unheard') await store.transact(work, options);
        throw new OutcomeUnknownError();
      },
    });
    const outcome = await bank.account.openAccount({ accountId, holder });
    expect(outcome).toMatchObject({ kind: 'accepted', events: [{ position: 0 }], deduplicated: false });
    expect(units).toBe(2);
    expect((await store.readStream(facts)).streamVersion).toBe(1);
  });
});

test('without transactions there are no facts, which is said when the context is opened', async () => {
  const { transact: _, ...store } = createMemoryEventStore();
  const least: CommandStore = store;
  await failure('invalid-use', (async () => openBank(Object.assign(Object.create(null), least)))());
});
