/** What bookings make of an account. */
import type { Decimal } from '@varve/runtime';
import type { AccountState } from '../generated/banking/account.js';
import { minus, nothing, plus } from './amounts.js';

interface Booking {
  readonly amount: Decimal;
  readonly booking: number;
  readonly bookedAt: string;
}

/** The account after money came in. */
export function entered(state: AccountState, { amount, booking }: Omit<Booking, 'bookedAt'>): AccountState {
  return state.status === 'none' ? state : { ...state, balance: plus(state.balance, amount), lastBooking: booking };
}

/** The account after money left, with how much that was on this day. */
export function left(state: AccountState, { amount, booking, bookedAt }: Booking): AccountState {
  if (state.status === 'none') return state;
  const after = { ...state, balance: minus(state.balance, amount), lastBooking: booking };
  if (after.status === 'closed') return after;
  const day = bookedAt.slice(0, 10);
  const before = after.leftOn?.day === day ? after.leftOn.amount : nothing;
  return { ...after, leftOn: { day, amount: plus(before, amount) } };
}
