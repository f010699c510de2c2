import { type Decimal, toDecimal } from '@varve/runtime';
import { given } from '@varve/runtime/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountDecider } from '../src/account/account.decider.js';
import { accountUpcasters } from '../src/account/account.upcasters.js';
import {
  account,
  AccountClosed,
  AccountNotOpen,
  AccountOpened,
  BalanceNotZero,
  BooksClosed,
  CloseAccount,
  CloseBooks,
  DailyLimitExceeded,
  DailyLimitSet,
  DepositMoney,
  InsufficientFunds,
  InterestPaid,
  MoneyDeposited,
  MoneyReturned,
  MoneySent,
  MoneyWithdrawn,
  MonthIsNotOver,
  PayInterest,
  ReceiveMoney,
  ReturnMoney,
  SendMoney,
  TooManyDecimals,
  WithdrawMoney,
  WrongCurrency,
} from '../src/generated/banking/account.js';

const accountId = '00000000-0000-4000-8000-000000000001';
const customerId = '00000000-0000-4000-8000-000000000009';
const transferId = '00000000-0000-4000-8000-000000000077';
const now = '2026-11-29T12:00:00Z';
const rules = () => given(account, accountDecider, { custom: { account: accountUpcasters }, now: () => now });
const opened = AccountOpened.of({ customerId, currency: 'EUR', openedAt: '2026-01-01T00:00:00Z' });
const deposited = (amount: string, booking = 2) => MoneyDeposited.of({ amount: amount, booking, bookedAt: now });

describe('an account', () => {
  test('numbers its bookings', () => {
    rules()
      .events([opened, deposited('10')])
      .when(WithdrawMoney.of({ accountId, amount: '4' }))
      .then([MoneyWithdrawn.of({ amount: '4', booking: 3, bookedAt: now })]);
  });

  test('hands out what is there and not a cent more', () => {
    rules()
      .events([opened, deposited('10')])
      .when(WithdrawMoney.of({ accountId, amount: '10.01' }))
      .thenRejected(InsufficientFunds.of({ balance: '10' }));
  });

  test('lets no more leave on one day than was agreed, and as much again on the next', () => {
    const limited = [opened, deposited('100'), DailyLimitSet.of({ limit: '30', setBy: 'customer' })];
    const sent = (bookedAt: string) => MoneySent.of({ transferId, amount: '20', booking: 3, bookedAt });
    const sending = SendMoney.of({ accountId, transferId, amount: '11', currency: 'EUR' });
    rules()
      .events([...limited, sent(now)])
      .when(sending)
      .thenRejected(DailyLimitExceeded.of({ limit: '30', leftToday: '10' }));
    rules()
      .events([...limited, sent('2026-11-28T23:59:59Z')])
      .when(sending)
      .then([MoneySent.of({ transferId, amount: '11', booking: 4, bookedAt: now })]);
  });

  test('takes nothing in another currency, nor what its own has no coins for', () => {
    const dollars = { accountId, transferId, amount: '1', currency: 'USD' };
    rules()
      .events([opened])
      .when(ReceiveMoney.of(dollars))
      .thenRejected(WrongCurrency.of({ expected: 'EUR' }));
    rules()
      .events([opened])
      .when(DepositMoney.of({ accountId, amount: '0.001' }))
      .thenRejected(TooManyDecimals.of({ currency: 'EUR', allowed: 2 }));
  });

  test('is closed only when it is empty', () => {
    rules()
      .events([opened, deposited('1')])
      .when(CloseAccount.of({ accountId }))
      .thenRejected(BalanceNotZero.of({ balance: '1' }));
    rules()
      .events([opened])
      .when(CloseAccount.of({ accountId }))
      .then([AccountClosed.of({ closedAt: now })]);
  });

  test('that is closed takes back what it had sent, and hands it out', () => {
    const closed = [opened, AccountClosed.of({ closedAt: now })];
    rules()
      .events(closed)
      .when(DepositMoney.of({ accountId, amount: '1' }))
      .thenRejected(AccountNotOpen.of({ status: 'closed' }));
    rules()
      .events(closed)
      .when(ReturnMoney.of({ accountId, transferId, amount: '5' }))
      .then([MoneyReturned.of({ transferId, amount: '5', booking: 2, bookedAt: now })])
      .when(WithdrawMoney.of({ accountId, amount: '5' }))
      .then([MoneyWithdrawn.of({ amount: '5', booking: 3, bookedAt: now })]);
  });
});

describe('interest', () => {
  const ratePerYear = '0.03';
  const paying = (month: string) => PayInterest.of({ accountId, month, ratePerYear });
  const paid = (month: string, amount: string) =>
    InterestPaid.of({ month, ratePerYear, amount: amount, booking: 3, bookedAt: now });

  test('is paid for a month once, half a cent to the even side', () => {
    rules()
      .events([opened, deposited('1002')])
      .when(paying('2026-10'))
      .then([paid('2026-10', '2.5')]);
    rules()
      .events([opened, deposited('1006')])
      .when(paying('2026-10'))
      .then([paid('2026-10', '2.52')]);
    rules()
      .events([opened, deposited('1000'), paid('2026-10', '2.5')])
      .when(paying('2026-10'))
      .thenNothing();
  });

  test('is paid for no month that is not over', () => {
    rules()
      .events([opened, deposited('1000')])
      .when(paying('2026-11'))
      .thenRejected(MonthIsNotOver.of({ month: '2026-11' }));
  });
});

test('books that are closed are closed once, until something is booked', () => {
  const closing = BooksClosed.of({ balance: '10', bookings: 2, closedAt: now });
  rules()
    .events([opened, deposited('10')])
    .when(CloseBooks.of({ accountId }))
    .then([closing])
    .when(CloseBooks.of({ accountId }))
    .thenNothing();
  rules()
    .events([opened, deposited('10'), closing, deposited('5', 3)])
    .when(CloseBooks.of({ accountId }))
    .then([BooksClosed.of({ balance: '15', bookings: 3, closedAt: now })]);
});

test('a log of the first release is an account like any other', () => {
  rules()
    .stored({ type: 'banking.AccountOpened', schemaVersion: 1, data: { customerId, openedAt: '2026-01-05T08:00:00Z' } })
    .stored({
      type: 'banking.MoneyDeposited',
      schemaVersion: 1,
      data: { cents: 1250, bookedAt: '2026-01-05T09:00:00Z' },
    })
    .when(WithdrawMoney.of({ accountId, amount: '12.5' }))
    .then([MoneyWithdrawn.of({ amount: '12.5', booking: 3, bookedAt: now })]);
});

test('whatever is asked of it, an account never owes, and holds what came in less what went out', () => {
  const cents = fc.integer({ min: 1, max: 5_000 }).map((units): Decimal => toDecimal((units / 100).toFixed(2)));
  const command = fc.oneof(
    cents.map((amount) => DepositMoney.of({ accountId, amount })),
    cents.map((amount) => WithdrawMoney.of({ accountId, amount })),
    cents.map((amount) => SendMoney.of({ accountId, transferId, amount, currency: 'EUR' })),
    cents.map((amount) => ReturnMoney.of({ accountId, transferId, amount })),
  );
  fc.assert(
    fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
      let story: Pick<ReturnType<typeof rules>, 'when' | 'thenState'> = rules().events([opened]);
      let expected = 0;
      for (const each of commands) {
        story = story.when(each).thenState(() => undefined);
        const sign = each instanceof WithdrawMoney || each instanceof SendMoney ? -1 : 1;
        const units = Math.round(Number(each.data.amount) * 100);
        if (sign === 1 || units <= expected) expected += sign * units;
      }
      story.thenState((state) => {
        if (state.status !== 'open') throw new Error(state.status);
        expect(Math.round(Number(state.balance) * 100)).toBe(expected);
        expect(expected).toBeGreaterThanOrEqual(0);
      });
    }),
  );
});
