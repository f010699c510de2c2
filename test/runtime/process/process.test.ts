import { expect, onTestFinished, test } from 'vitest';
import { openApplication } from '../../../runtime/src/application/application.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { openTransferring, quick, transferId } from './transferring.js';

test('money goes from one account to the other', async () => {
  const store = createMemoryEventStore();
  const contexts = openTransferring({ store });
  const { accounts, transfers } = contexts;
  const application = openApplication({ contexts: { accounts, transfers }, run: quick });
  onTestFinished(() => application.stop());
  await application.start();
  await accounts.account.openAccount({ accountId: 'ann', cents: 100 });
  await accounts.account.openAccount({ accountId: 'bob', cents: 0 });
  await transfers.request(1, { from: 'ann', to: 'bob', cents: 30 });
  await application.settled();
  expect(await transfers.load(1)).toBe('completed');
  expect((await accounts.account.load('ann')).state).toEqual({ isOpen: true, cents: 70 });
  expect((await accounts.account.load('bob')).state).toEqual({ isOpen: true, cents: 30 });
  const instance = await transfers.processes.moneyTransfer.find(transferId(1));
  expect(instance).toMatchObject({ status: 'ended', commands: [], timeouts: [], last: 'TransferCompleted' });
});
