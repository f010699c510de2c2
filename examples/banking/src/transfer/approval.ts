import { isMore } from '../account/amounts.js';
import { toDecimal } from '@varve/runtime';
import type { MoneyV1 } from '../generated/std/types.js';

/** From here on a second person has to agree, in units of each currency. */
const free: Readonly<Record<string, string>> = { EUR: '10000', USD: '10000', JPY: '1500000' };

export function needsApproval({ amount, currency }: MoneyV1): boolean {
  return isMore(amount, toDecimal(free[currency] ?? '0'));
}
