/** Wires the rules of the bank to a store. Everything that a caller may do is a method of what comes out. */
import type { ContextOptions } from '@varve/runtime';
import type { ProjectionStore } from '@varve/runtime/projections';
import { accountDecider } from './account/account.decider.js';
import { accountUpcasters } from './account/account.upcasters.js';
import { accountBalanceHandlers } from './account-balance/account-balance.projection.js';
import { customerDecider } from './customer/customer.decider.js';
import { type Banking, createBanking } from './generated/banking/banking.js';
import { statementLineHandlers } from './statement-line/statement-line.projection.js';
import { transferOverviewHandlers } from './transfer-overview/transfer-overview.projection.js';
import { Transfer } from './transfer/transfer.aggregate.js';
import { transferMoneyHandlers } from './transfer-money/transfer-money.process.js';

export type Bank = Banking<Transfer>;

/** @param options a clock for tests, and how many accounts stay in memory */
export function openBank(
  store: ProjectionStore,
  options: Pick<ContextOptions, 'now' | 'newId' | 'rememberedStreams' | 'middleware'> = {},
): Bank {
  return createBanking({
    ...options,
    store,
    account: { decider: accountDecider, upcasters: accountUpcasters },
    customer: { decider: customerDecider },
    transfer: { aggregate: Transfer },
    projections: {
      accountBalance: accountBalanceHandlers,
      statementLine: statementLineHandlers,
      transferOverview: transferOverviewHandlers,
    },
    processes: { transferMoney: transferMoneyHandlers },
  });
}
