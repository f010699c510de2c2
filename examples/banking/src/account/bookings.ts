import type { AccountState } from '../generated/banking/account.js';

/** Bookings of an account are numbered. The first release opened an account at 1 without saying so, and booked from 2 on. */
export function nextBooking(state: AccountState): number {
  return (state.status === 'none' ? 1 : (state.lastBooking ?? 1)) + 1;
}

/** What every booking says besides its amount. */
export function booked(state: AccountState, now: string): { readonly booking: number; readonly bookedAt: string } {
  return { booking: nextBooking(state), bookedAt: now };
}
