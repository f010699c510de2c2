import type { Decimal } from '@varve/runtime';
import type { Bank } from '../bank.js';

export interface InterestRun {
  readonly paid: number;
  readonly refused: number;
}

/**
 * Pays a month's interest on every open account. Killed in the middle, it is simply run again: whoever was paid is not paid
 * twice, because the account knows for which month it was paid, and because the command has an id of its own.
 */
export async function payInterest(bank: Bank, month: string, ratePerYear: Decimal): Promise<InterestRun> {
  let [paid, refused] = [0, 0];
  for await (const { accountId } of bank.projections.accountBalance.all({ where: { status: 'open' } })) {
    const outcome = await bank.account.payInterest(
      { accountId, month, ratePerYear },
      { commandId: `interest:${month}:${accountId}`, metadata: { actor: 'interest-run' } },
    );
    if (outcome.kind === 'rejected') refused += 1;
    else if (!outcome.deduplicated) paid += outcome.events.length;
  }
  return { paid, refused };
}
