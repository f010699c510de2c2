/** Exact arithmetic with amounts. Decimals travel as text and are never floating-point numbers on the way. */
import { type Decimal, toDecimal } from '@varve/runtime';
import Big from 'big.js';

export const nothing: Decimal = toDecimal('0');

export const fromCents = (cents: number): Decimal => decimal(new Big(cents).div(100));

export const plus = (left: Decimal, right: Decimal): Decimal => decimal(new Big(left).plus(right));

export const minus = (left: Decimal, right: Decimal): Decimal => decimal(new Big(left).minus(right));

export const negated = (amount: Decimal): Decimal => decimal(new Big(0).minus(amount));

export const isMore = (left: Decimal, right: Decimal): boolean => new Big(left).gt(right);

export const isNothing = (amount: Decimal): boolean => new Big(amount).eq(0);

export const smaller = (left: Decimal, right: Decimal): Decimal => (isMore(left, right) ? right : left);

/** `amount` at `rate`, in what the other currency can be paid in; half a unit goes to the even neighbour. */
export function converted(amount: Decimal, rate: Decimal, currency: string): Decimal {
  return decimal(new Big(amount).times(rate).round(decimalsOf(currency), Big.roundHalfEven));
}

/** A month's interest on `balance`, in what the currency can be paid in. */
export function monthlyInterest(balance: Decimal, ratePerYear: Decimal, currency: string): Decimal {
  return decimal(new Big(balance).times(ratePerYear).div(12).round(decimalsOf(currency), Big.roundHalfEven));
}

/** Whether the currency has coins for it: 1.50 is no amount of yen. */
export function canBePaid(amount: Decimal, currency: string): boolean {
  return new Big(amount).round(decimalsOf(currency)).eq(amount);
}

/** Digits behind the point, as ISO 4217 says. */
export function decimalsOf(currency: string): number {
  const { maximumFractionDigits } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return maximumFractionDigits ?? 2;
}

const decimal = (amount: Big): Decimal => toDecimal(amount.toFixed());
