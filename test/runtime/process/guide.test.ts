// What docs/guide/processes.md shows, run.
import { expect, onTestFinished, test } from 'vitest';
import { openApplication } from '../../../runtime/src/application/application.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { givenProcess } from '../../../runtime/src/testing/index.js';
import { Debit, InsufficientFunds } from '../../golden/processes/expected/src/generated/accounts/account.js';
import { accountsRegistry, createAccounts } from '../../golden/processes/expected/src/generated/accounts/accounts.js';
import { moneyTransfer } from '../../golden/processes/expected/src/generated/transfers/money-transfer.js';
import { FailTransfer, TransferRequested } from '../../golden/processes/expected/src/generated/transfers/transfer.js';
import {
  createTransfers,
  transfersRegistry,
} from '../../golden/processes/expected/src/generated/transfers/transfers.js';
import { moneyTransferHandlers } from './money-transfer.js';
import { accountDecider, transferDecider, transferId as idOf } from './transferring.js';

const transferId = idOf(1);

test('an application runs a process as it was generated, and its instances can be looked at', async () => {
  const store = createMemoryEventStore();
  const accounts = createAccounts({ store, account: { decider: accountDecider } });
  const transfers = createTransfers({
    store,
    transfer: { decider: transferDecider },
    processes: { moneyTransfer: moneyTransferHandlers },
  });
  const application = openApplication({ contexts: { accounts, transfers } });
  await application.start();
  onTestFinished(() => application.stop());

  await accounts.account.openAccount({ accountId: 'ann', cents: 100 });
  await accounts.account.openAccount({ accountId: 'bob', cents: 0 });
  await transfers.transfer.requestTransfer({ transferId, from: 'ann', to: 'bob', cents: 30 });
  await application.settled();

  const instance = await transfers.processes.moneyTransfer.find(transferId);
  const stuck = await transfers.processes.moneyTransfer.list({ status: 'stuck' });
  expect(instance).toMatchObject({ status: 'ended', state: { phase: 'done' }, commands: [], timeouts: [] });
  expect(stuck.instances).toEqual([]);
  expect((await store.findViews('transfers.MoneyTransfer')).map(({ state }) => state)).toEqual(['serving']);
});

test('a story tells what a process does', () => {
  givenProcess(moneyTransfer, moneyTransferHandlers, { registries: [accountsRegistry, transfersRegistry] })
    .when({ id: { transferId }, event: TransferRequested.of({ from: 'ann', to: 'bob', cents: 30 }) })
    .thenSends([Debit.of({ accountId: 'ann', transferId, cents: 30 })])
    .thenTimeouts({ unanswered: '2026-01-01T01:00:00.000Z' })
    .whenRefused('accounts.Debit/InsufficientFunds', InsufficientFunds.of({ missing: 7 }))
    .thenSends([FailTransfer.of({ transferId, reason: 'missing 7' })])
    .whenTimeout('unanswered')
    .thenSends([FailTransfer.of({ transferId, reason: 'unanswered' })]);
});
