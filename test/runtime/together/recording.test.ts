import { expect, test } from 'vitest';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { together } from '../../../runtime/src/together/together.js';
import { createAuditing } from '../../golden/log-style/expected/src/generated/auditing/auditing.js';
import { LoggedIn, LoggedOut } from '../../golden/log-style/expected/src/generated/auditing/journal.js';
import { failure } from '../command/ordering-kit.js';
import { accountId, holder, openBank } from '../facts/bank-kit.js';

const id = { tenant: 't', year: 2026 };
const sleep = async (): Promise<void> => undefined;

test('events can be recorded beside commands, in the same commit', async () => {
  const store = createMemoryEventStore();
  const told: string[] = [];
  const notify = (events: readonly { readonly type: string }[]) => void told.push(...events.map(({ type }) => type));
  const recorded = await together(
    store,
    async (unit) => {
      const { journal } = createAuditing({ store: unit, subscribers: [{ notify, failed: () => undefined }] });
      await journal.record(id, [LoggedIn.of({ user: 'ann', from: 'home' })]);
      await openBank(unit).account.openAccount({ accountId, holder });
      expect(told).toEqual([]);
      return journal.record(id, [LoggedOut.of({ user: 'ann' })], { expected: { streamVersion: 1 } });
    },
    { sleep },
  );
  expect(recorded).toMatchObject({ kind: 'recorded', streamVersion: 2, events: [{ position: 1 }] });
  expect(told).toEqual(['auditing.LoggedIn', 'auditing.LoggedOut']);
});

test('a condition that does not hold is an answer, and nothing to the others', async () => {
  const store = createMemoryEventStore();
  const answer = await together(
    store,
    async (unit) => {
      await openBank(unit).account.openAccount({ accountId, holder });
      const { journal } = createAuditing({ store: unit });
      return journal.record(id, [LoggedOut.of({ user: 'ann' })], { expected: 'stream-exists' });
    },
    { sleep },
  );
  expect(answer).toEqual({ kind: 'conflict', streamVersion: 0 });
  expect((await openBank(store).account.load(accountId)).streamVersion).toBe(1);
});

test('but not where all of it runs once: only commands can be told again', async () => {
  const store = createMemoryEventStore();
  const once = together(
    store,
    (unit) => createAuditing({ store: unit }).journal.record(id, [LoggedOut.of({ user: 'ann' })]),
    { sleep, commandId: 'a' },
  );
  await failure('invalid-use', once);
  expect((await store.readLog({})).events).toEqual([]);
});
