import { test } from 'vitest';
import { givenApplication } from '../../../runtime/src/testing/index.js';
import { AccountOpened, Credited, Debited } from '../../golden/processes/expected/src/generated/accounts/account.js';
import { createAccounts } from '../../golden/processes/expected/src/generated/accounts/accounts.js';
import {
  TransferCompleted,
  TransferRequested,
} from '../../golden/processes/expected/src/generated/transfers/transfer.js';
import { createTransfers } from '../../golden/processes/expected/src/generated/transfers/transfers.js';
import { moneyTransferHandlers } from './money-transfer.js';
import { accountDecider, transferDecider, transferId } from './transferring.js';

const story = () =>
  givenApplication((sources) => ({
    contexts: {
      accounts: createAccounts({ ...sources, account: { decider: accountDecider } }),
      transfers: createTransfers({
        ...sources,
        transfer: { decider: transferDecider },
        processes: { moneyTransfer: moneyTransferHandlers },
      }),
    },
  }));

const data = { from: 'ann', to: 'bob', cents: 30 };

test('a story of an application goes on until its processes have nothing left to do', async () => {
  await story()
    .events([
      { id: { accountId: 'ann' }, event: AccountOpened.of({ cents: 100 }) },
      { id: { accountId: 'bob' }, event: AccountOpened.of({ cents: 0 }) },
    ])
    .when(({ transfers }) => transfers.transfer.requestTransfer({ transferId: transferId(1), ...data }))
    .thenEvents([
      { event: TransferRequested.of(data), id: { transferId: transferId(1) } },
      { event: Debited.of({ transferId: transferId(1), cents: 30 }), id: { accountId: 'ann' } },
      { event: Credited.of({ transferId: transferId(1), cents: 30 }), id: { accountId: 'bob' } },
      { event: TransferCompleted.of({}), id: { transferId: transferId(1) } },
    ])
    .thenConversation();
});

test('what had happened before the story is the past of its processes, too', async () => {
  await story()
    .events([
      { id: { accountId: 'ann' }, event: AccountOpened.of({ cents: 100 }) },
      { id: { accountId: 'bob' }, event: AccountOpened.of({ cents: 0 }) },
      { id: { transferId: transferId(1) }, event: TransferRequested.of(data) },
    ])
    .when(({ accounts }) => accounts.account.openAccount({ accountId: 'carol', cents: 0 }))
    .thenState(
      ({ accounts }) => accounts.account.load('bob'),
      (state) => state.cents === 30,
    );
});
