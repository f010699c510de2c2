/** What each event makes of an account. What was stored is true, so nothing is judged here. */
import type { Decimal } from '@varve/runtime';
import type { AccountDecider, AccountState } from '../generated/banking/account.js';
import { minus, nothing, plus } from './amounts.js';

export const accountEvolve: AccountDecider['evolve'] = {
  AccountOpened: (_state, { data: { customerId, currency } }) => ({
    status: 'open',
    customerId,
    currency,
    balance: nothing,
  }),
  MoneyDeposited: (state, { data }) => moved(state, data),
  MoneyWithdrawn: (state, { data }) => leaving(state, data),
  MoneySent: (state, { data }) => leaving(state, data),
  MoneyReceived: (state, { data }) => moved(state, data),
  MoneyReturned: (state, { data }) => moved(state, data),
  InterestPaid(state, { data }) {
    const paid = moved(state, data);
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
};

interface Booking {
  readonly amount: Decimal;
  readonly booking: number;
  readonly bookedAt: string;
}

function moved(state: AccountState, { amount, booking }: Omit<Booking, 'bookedAt'>): AccountState {
  return state.status === 'none' ? state : { ...state, balance: plus(state.balance, amount), lastBooking: booking };
}

function leaving(state: AccountState, { amount, booking, bookedAt }: Booking): AccountState {
  if (state.status === 'none') return state;
  const after = { ...state, balance: minus(state.balance, amount), lastBooking: booking };
  if (after.status === 'closed') return after;
  const day = bookedAt.slice(0, 10);
  const before = after.leftOn?.day === day ? after.leftOn.amount : nothing;
  return { ...after, leftOn: { day, amount: plus(before, amount) } };
}
