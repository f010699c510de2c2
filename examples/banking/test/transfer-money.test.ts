import { toDecimal } from '@varve/runtime';
import { givenApplication, givenProcess } from '@varve/runtime/testing';
import { describe, expect, test } from 'vitest';
import { openBank } from '../src/bank.js';
import {
  AccountNotOpen,
  AccountOpened,
  InsufficientFunds,
  MoneyDeposited,
  MoneyReceived,
  MoneyReturned,
  MoneySent,
  ReceiveMoney,
  ReturnMoney,
  SendMoney,
} from '../src/generated/banking/account.js';
import {
  CompleteTransfer,
  ExpireTransfer,
  RefuseTransfer,
  ReverseTransfer,
  TransferApproved,
  TransferCompleted,
  TransferRequested,
} from '../src/generated/banking/transfer.js';
import { transferMoney } from '../src/generated/banking/transfer-money.js';
import { registries } from '../src/registries.js';
import { transferMoneyHandlers } from '../src/transfer-money/transfer-money.process.js';

const [from, to, transferId, customerId] = [1, 2, 3, 9].map(
  (number) => `00000000-0000-4000-8000-00000000000${String(number)}`,
) as [string, string, string, string];
const now = '2026-01-01T00:00:00Z';
const [euros, dollars] = [
  { amount: toDecimal('86'), currency: 'EUR' },
  { amount: toDecimal('100'), currency: 'USD' },
];
const requested = (needsApproval = false) => ({
  id: { transferId },
  event: TransferRequested.of({
    ...{ from, to, debit: euros, credit: dollars, rate: '1.162791', needsApproval },
    ...{ requestedBy: 'ada', requestedAt: now },
  }),
});
const booking = { transferId, booking: 2, bookedAt: now };
const sent = { id: { accountId: from }, event: MoneySent.of({ ...booking, amount: euros.amount }) };
const received = { id: { accountId: to }, event: MoneyReceived.of({ ...booking, amount: dollars.amount }) };
const returned = { id: { accountId: from }, event: MoneyReturned.of({ ...booking, amount: euros.amount }) };
const sending = SendMoney.of({ accountId: from, transferId, ...euros });

const story = () => givenProcess(transferMoney, transferMoneyHandlers, { registries, now });

describe('the process of a transfer', () => {
  test('takes the money, brings it, and says so', () => {
    story()
      .when(requested())
      .thenSends([sending])
      .when(sent)
      .thenSends([ReceiveMoney.of({ accountId: to, transferId, ...dollars })])
      .when(received)
      .thenSends([CompleteTransfer.of({ transferId })])
      .when({ id: { transferId }, event: TransferCompleted.of({ completedAt: now }) })
      .thenSendsNothing()
      .thenEnded();
  });

  test('ends at once when the money cannot leave', () => {
    story()
      .events([requested()])
      .whenRefused('SendMoney/InsufficientFunds', InsufficientFunds.of({ balance: '1' }))
      .thenSends([RefuseTransfer.of({ transferId, reason: 'InsufficientFunds' })]);
  });

  test('takes the money back when it cannot arrive', () => {
    story()
      .events([requested(), sent])
      .whenRefused('ReceiveMoney/AccountNotOpen', AccountNotOpen.of({ status: 'closed' }))
      .thenSends([ReturnMoney.of({ accountId: from, transferId, amount: euros.amount })])
      .when(returned)
      .thenSends([ReverseTransfer.of({ transferId, reason: 'AccountNotOpen' })]);
  });

  test('waits for a second person, a day at most', () => {
    const waiting = story().when(requested(true)).thenSendsNothing();
    waiting.thenTimeouts({ approval: '2026-01-02T00:00:00.000Z' });
    waiting.whenTimeout('approval').thenSends([ExpireTransfer.of({ transferId })]);
    waiting
      .when({ id: { transferId }, event: TransferApproved.of({ approvedBy: 'bob', approvedAt: now }) })
      .thenSends([sending])
      .thenTimeouts({});
  });
});

describe('the bank, with everything in it', () => {
  const bank = () =>
    givenApplication(({ store, now: clock, newId }) => ({
      contexts: { bank: openBank(store, { now: clock, newId }) },
    })).events([
      { id: { accountId: from }, event: AccountOpened.of({ customerId, currency: 'EUR', openedAt: now }) },
      { id: { accountId: from }, event: MoneyDeposited.of({ amount: '100', booking: 2, bookedAt: now }) },
      { id: { accountId: to }, event: AccountOpened.of({ customerId, currency: 'USD', openedAt: now }) },
    ]);
  const asking = { transferId, from, to, debit: euros, creditCurrency: 'USD', rate: '1.162791' };

  test('moves money into another currency, at the rate that was quoted', async () => {
    await bank()
      .when(({ bank: { transfer } }) => transfer.requestTransfer(asking, { metadata: { actor: 'ada' } }))
      .thenConversation()
      .thenRow(
        ({ bank: { projections } }) => projections.accountBalance,
        { accountId: to },
        { accountId: to, customerId, currency: 'USD', balance: toDecimal('100'), status: 'open' },
      )
      .thenState(
        ({ bank: { transfer } }) => transfer.load(transferId),
        (state) => state.status === 'completed',
      );
  });

  test('gives it back when the other account is closed', async () => {
    await bank()
      .when(
        ({ bank: { account } }) => account.closeAccount({ accountId: to }),
        ({ bank: { transfer } }) => transfer.requestTransfer(asking),
      )
      .thenState(
        ({ bank: { transfer } }) => transfer.load(transferId),
        (state) => state.status === 'reversed' && state.ended.reason === 'AccountNotOpen',
      )
      .thenState(
        ({ bank: { account } }) => account.load(from),
        (state) => state.status === 'open' && Number(state.balance) === 100,
      );
  });
});

test('whoever asked for a large transfer does not approve it', async () => {
  const large = { amount: toDecimal('10000.01'), currency: 'EUR' };
  await givenApplication(({ store, now: clock, newId }) => ({
    contexts: { bank: openBank(store, { now: clock, newId }) },
  }))
    .when(({ bank: { transfer } }) =>
      transfer.requestTransfer(
        { transferId, from, to, debit: large, creditCurrency: 'EUR' },
        { metadata: { actor: 'ada' } },
      ),
    )
    .when(async ({ bank: { transfer } }) => {
      const outcome = await transfer.approveTransfer({ transferId }, { metadata: { actor: 'ada' } });
      expect(outcome).toMatchObject({ kind: 'rejected', rejection: { data: { actor: 'ada' } } });
      return transfer.approveTransfer({ transferId }, { metadata: { actor: 'bob' } });
    })
    .thenState(
      ({ bank: { transfer } }) => transfer.load(transferId),
      (state) => state.status === 'refused' && state.ended.reason === 'AccountNotOpen',
    );
});
