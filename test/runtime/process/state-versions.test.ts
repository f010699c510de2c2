import { expect, onTestFinished, test } from 'vitest';
import { openApplication } from '../../../runtime/src/application/application.js';
import type { EventId, StreamName } from '../../../runtime/src/index.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { createAccounts } from '../../golden/processes/expected/src/generated/accounts/accounts.js';
import type { DunningHandlers } from '../../golden/processes/expected/src/generated/dunning/dunning.js';
import { createDunning } from '../../golden/processes/expected/src/generated/dunning/dunning.context.js';
import { accountDecider, quick } from './transferring.js';

const instances = 'dunning.dunning-ann' as StreamName;
const id = (last: number): EventId => `00000000-0000-5000-8000-00000000000${last}` as EventId;
const metadata = '{"correlationId":"c","causationId":"c"}';

/** What a process of the release before has noted. */
const reacted = JSON.stringify({
  ...{ eventId: id(9), part: 0, to: 'accounts.AccountOpened' },
  ...{ sent: [], armed: { next: '2020-01-01T00:00:00Z' }, cancelled: [] },
});

function openBoth(handlers: DunningHandlers) {
  const store = createMemoryEventStore();
  const accounts = createAccounts({ store, account: { decider: accountDecider } });
  const dunning = createDunning({
    store,
    dunning: { upcasters: { state: { 2: { cents: (old) => Number(old.cents) } } } },
    processes: {
      dunning: handlers,
      watching: { starts: { 'accounts.AccountOpened': () => undefined }, on: { 'accounts.AccountOpened': () => ({}) } },
    },
  });
  const application = openApplication({ contexts: { accounts, dunning }, run: quick });
  onTestFinished(() => application.stop());
  return { store, accounts, dunning, application };
}

const handlers: DunningHandlers = {
  starts: { 'accounts.AccountOpened': ({ data: { cents } }) => ({ state: { cents, level: 'strict', nextAt: null } }) },
  timeouts: { next: (_timeout, state) => ({ state: { ...state, cents: state.cents + 1 } }) },
};

test('an instance that older code has left is read by today’s, and goes on in today’s version', async () => {
  const { store, dunning, application } = openBoth(handlers);
  await store.append({
    streamName: instances,
    expected: 'no-stream',
    events: [
      { eventId: id(1), type: 'dunning.DunningReacted', schemaVersion: 1, data: reacted, metadata },
      { eventId: id(2), type: 'dunning.DunningState', schemaVersion: 1, data: '{"cents":"41"}', metadata },
    ],
  });
  expect((await dunning.processes.dunning.find('ann'))?.state).toEqual({ cents: 41, level: 'mild', nextAt: null });
  // Its row is made of its stream, so that what was due before is not forgotten.
  await application.start();
  await expect
    .poll(async () => (await dunning.processes.dunning.find('ann'))?.state)
    .toEqual({ cents: 42, level: 'mild', nextAt: null });
  const { events } = await store.readStream(instances);
  expect(events.at(-1)).toMatchObject({ type: 'dunning.DunningState', schemaVersion: 2 });
});

test('an instance without a time at `at` sets no timeout, and an event ends it without a handler', async () => {
  const { accounts, dunning, application } = openBoth(handlers);
  await application.start();
  await accounts.account.openAccount({ accountId: 'bob', cents: 5 });
  await application.settled();
  expect(await dunning.processes.dunning.find('bob')).toMatchObject({
    status: 'running',
    timeouts: [],
    state: { cents: 5 },
  });
  await accounts.account.closeAccount({ accountId: 'bob' });
  await application.settled();
  expect(await dunning.processes.dunning.find('bob')).toMatchObject({
    status: 'ended',
    last: 'accounts.AccountClosed',
  });
  const counts = (await application.health()).processes.map(({ process, reacted: count, ignored }) => [
    process,
    count,
    ignored,
  ]);
  expect(counts).toEqual([
    ['dunning.Dunning', 2, {}],
    ['dunning.Watching', 0, { declined: 1 }],
  ]);
});
