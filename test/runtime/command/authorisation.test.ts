import { expect, test } from 'vitest';
import type { Middleware } from '../../../runtime/src/command/middleware.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { together } from '../../../runtime/src/together/together.js';
import { accountId, customerId, holder, openBank } from '../facts/bank-kit.js';

class NotAllowed extends Error {}

const clerks: ReadonlySet<string> = new Set(['ann']);

/** Who is not a clerk may open things, and nothing else. */
const authorise: Middleware = (command, next) => {
  const { actor = 'nobody' } = command.metadata;
  const isAllowed = command.name.startsWith('Open') || clerks.has(actor);
  if (!isAllowed) throw new NotAllowed(`${actor} may not ${command.name} ${command.streamName}.`);
  return next(command);
};

const ann = { metadata: { actor: 'ann' } };
const bob = { metadata: { actor: 'bob' } };

test('stands before commands of streams and of states alike', async () => {
  const store = createMemoryEventStore();
  const bank = openBank(store, { middleware: [authorise] });
  await bank.account.openAccount({ accountId, holder }, bob);
  await bank.profile.openProfile({ customerId, name: 'Bob' }, bob);
  await expect(bank.account.moveMoney({ accountId, cents: 5 }, bob)).rejects.toThrow(
    `bob may not MoveMoney bank.account-${accountId}.`,
  );
  await expect(bank.profile.renameProfile({ customerId, name: 'Zoe' })).rejects.toThrow(NotAllowed);
  await bank.account.moveMoney({ accountId, cents: 5 }, ann);
  await bank.profile.renameProfile({ customerId, name: 'Zoe' }, ann);
  expect((await bank.account.load(accountId)).streamVersion).toBe(2);
  expect((await bank.profile.load(customerId)).revision).toBe(2);
});

test('lets nothing of a unit pass that holds a command which is not allowed', async () => {
  const store = createMemoryEventStore();
  const both = together(store, async (unit) => {
    const bank = openBank(unit, { middleware: [authorise] });
    await bank.account.openAccount({ accountId, holder }, bob);
    await bank.account.moveMoney({ accountId, cents: 5 }, bob);
  });
  await expect(both).rejects.toThrow(NotAllowed);
  expect((await openBank(store).account.load(accountId)).streamVersion).toBe(0);
});
