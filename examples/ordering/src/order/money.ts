/**
 * Exact sums over `Money`: decimals travel as text, so they are added as whole numbers of their smallest unit.
 * Everything here expects one currency; whoever calls has made sure of it.
 */
import { toDecimal } from '@varve/runtime';
import type { MoneyV1 } from '../generated/std/types.js';

interface Scaled {
  readonly units: bigint;
  readonly scale: number;
}

export const noMoney = (currency: string): MoneyV1 => ({ amount: toDecimal('0'), currency });

export function add(left: MoneyV1, right: MoneyV1): MoneyV1 {
  return combine(left, right, (a, b) => a + b);
}

export function subtract(left: MoneyV1, right: MoneyV1): MoneyV1 {
  return combine(left, right, (a, b) => a - b);
}

export function times(money: MoneyV1, count: number): MoneyV1 {
  const { units, scale } = scaled(money.amount);
  return { amount: toDecimal(written({ units: units * BigInt(count), scale })), currency: money.currency };
}

export function isMore(left: MoneyV1, right: MoneyV1): boolean {
  return scaled(subtract(left, right).amount).units > 0n;
}

export function isNothing(money: MoneyV1): boolean {
  return scaled(money.amount).units === 0n;
}

function combine(left: MoneyV1, right: MoneyV1, sum: (a: bigint, b: bigint) => bigint): MoneyV1 {
  const [a, b] = [scaled(left.amount), scaled(right.amount)];
  const scale = Math.max(a.scale, b.scale);
  const units = sum(rescaled(a, scale), rescaled(b, scale));
  return { amount: toDecimal(written({ units, scale })), currency: left.currency };
}

function scaled(amount: string): Scaled {
  const [whole = '0', fraction = ''] = amount.split('.');
  return { units: BigInt(whole + fraction), scale: fraction.length };
}

function rescaled({ units, scale }: Scaled, to: number): bigint {
  return units * 10n ** BigInt(to - scale);
}

function written({ units, scale }: Scaled): string {
  const sign = units < 0n ? '-' : '';
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  if (scale === 0) return sign + digits;
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
