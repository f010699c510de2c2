/** Why an amount cannot be booked, or cannot leave. */
import type { Decimal } from '@varve/runtime';
import {
  type AccountState,
  DailyLimitExceeded,
  InsufficientFunds,
  TooManyDecimals,
} from '../generated/banking/account.js';
import { canBePaid, decimalsOf, isMore, minus, nothing } from './amounts.js';

type Kept = Exclude<AccountState, { readonly status: 'none' }>;

export function refuseAmount(amount: Decimal, { currency }: Kept): TooManyDecimals | undefined {
  if (canBePaid(amount, currency)) return undefined;
  return TooManyDecimals.of({ currency, allowed: decimalsOf(currency) });
}

export function refuseLeaving(
  amount: Decimal,
  state: Kept,
  now: string,
): TooManyDecimals | InsufficientFunds | DailyLimitExceeded | undefined {
  const unpayable = refuseAmount(amount, state);
  if (unpayable !== undefined) return unpayable;
  if (isMore(amount, state.balance)) return InsufficientFunds.of({ balance: state.balance });
  if (state.status === 'closed' || state.dailyLimit === undefined) return undefined;
  const today = state.leftOn?.day === now.slice(0, 10) ? state.leftOn.amount : nothing;
  const leftToday = minus(state.dailyLimit, today);
  return isMore(amount, leftToday) ? DailyLimitExceeded.of({ limit: state.dailyLimit, leftToday }) : undefined;
}
