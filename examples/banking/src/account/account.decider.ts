/** The rules of accounts. Pure: time comes with the context, nothing is read from anywhere else. */
import {
  AccountClosed,
  type AccountDecider,
  AccountExists,
  AccountNotOpen,
  AccountOpened,
  BalanceNotZero,
  BooksClosed,
  DailyLimitSet,
  InterestPaid,
  MoneyDeposited,
  MoneyReceived,
  MoneyReturned,
  MoneySent,
  MoneyWithdrawn,
  MonthIsNotOver,
  WrongCurrency,
} from '../generated/banking/account.js';
import { isNothing, monthlyInterest, nothing } from './amounts.js';
import { booked, nextBooking } from './bookings.js';
import { refuseAmount, refuseLeaving } from './leaving.js';
import { entered, left } from './moving.js';

export const accountDecider = {
  initialState: { status: 'none' },
  decide: {
    OpenAccount({ data: { accountId, customerId, currency } }, state, { now }) {
      if (state.status !== 'none') return AccountExists.of({ accountId });
      return [AccountOpened.of({ customerId, currency, openedAt: now })];
    },

    DepositMoney({ data: { amount } }, state, { now }) {
      if (state.status !== 'open') return notOpen(state);
      return refuseAmount(amount, state) ?? [MoneyDeposited.of({ amount, ...booked(state, now) })];
    },

    WithdrawMoney({ data: { amount } }, state, { now }) {
      if (state.status === 'none') return notOpen(state);
      return refuseLeaving(amount, state, now) ?? [MoneyWithdrawn.of({ amount, ...booked(state, now) })];
    },

    SendMoney({ data: { transferId, amount, currency } }, state, { now }) {
      if (state.status !== 'open') return notOpen(state);
      if (state.currency !== currency) return WrongCurrency.of({ expected: state.currency });
      return refuseLeaving(amount, state, now) ?? [MoneySent.of({ transferId, amount, ...booked(state, now) })];
    },

    ReceiveMoney({ data: { transferId, amount, currency } }, state, { now }) {
      if (state.status !== 'open') return notOpen(state);
      if (state.currency !== currency) return WrongCurrency.of({ expected: state.currency });
      return refuseAmount(amount, state) ?? [MoneyReceived.of({ transferId, amount, ...booked(state, now) })];
    },

    ReturnMoney({ data: { transferId, amount } }, state, { now }) {
      return [MoneyReturned.of({ transferId, amount, ...booked(state, now) })];
    },

    PayInterest({ data: { month, ratePerYear } }, state, { now }) {
      if (state.status !== 'open') return notOpen(state);
      if (now.slice(0, 7) <= month) return MonthIsNotOver.of({ month });
      if (state.interestPaidFor !== undefined && state.interestPaidFor >= month) return [];
      const amount = monthlyInterest(state.balance, ratePerYear, state.currency);
      return isNothing(amount) ? [] : [InterestPaid.of({ month, ratePerYear, amount, ...booked(state, now) })];
    },

    SetDailyLimit({ data: { limit } }, state, { metadata }) {
      if (state.status !== 'open') return notOpen(state);
      return state.dailyLimit === limit ? [] : [DailyLimitSet.of({ limit, setBy: metadata.actor ?? 'customer' })];
    },

    CloseBooks(_command, state, { now }) {
      if (state.status !== 'open') return notOpen(state);
      const bookings = nextBooking(state) - 1;
      return state.settledBookings === bookings
        ? []
        : [BooksClosed.of({ balance: state.balance, bookings, closedAt: now })];
    },

    CloseAccount(_command, state, { now }) {
      if (state.status !== 'open') return notOpen(state);
      return isNothing(state.balance)
        ? [AccountClosed.of({ closedAt: now })]
        : BalanceNotZero.of({ balance: state.balance });
    },
  },
  // What was stored is true, so nothing is judged here.
  evolve: {
    AccountOpened: (_state, { data: { customerId, currency } }) => ({
      status: 'open',
      customerId,
      currency,
      balance: nothing,
    }),
    MoneyDeposited: (state, { data }) => entered(state, data),
    MoneyWithdrawn: (state, { data }) => left(state, data),
    MoneySent: (state, { data }) => left(state, data),
    MoneyReceived: (state, { data }) => entered(state, data),
    MoneyReturned: (state, { data }) => entered(state, data),
    InterestPaid(state, { data }) {
      const paid = entered(state, data);
      return paid.status === 'open' ? { ...paid, interestPaidFor: data.month } : paid;
    },
    DailyLimitSet: (state, { data }) => (state.status === 'open' ? { ...state, dailyLimit: data.limit } : state),
    BooksClosed: (state, { data }) => (state.status === 'open' ? { ...state, settledBookings: data.bookings } : state),
    AccountClosed(state) {
      if (state.status !== 'open') return state;
      const { customerId, currency, balance, lastBooking } = state;
      const closed = { status: 'closed', customerId, currency, balance } as const;
      return lastBooking === undefined ? closed : { ...closed, lastBooking };
    },
  },
} satisfies AccountDecider;

const notOpen = ({ status }: { readonly status: string }): AccountNotOpen => AccountNotOpen.of({ status });
