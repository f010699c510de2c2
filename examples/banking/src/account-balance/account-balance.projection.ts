import type { Decimal } from '@varve/runtime';
import { minus, nothing, plus } from '../account/amounts.js';
import type { AccountBalance, AccountBalanceHandlers } from '../generated/banking/account-balance.js';

/** What is on an account. Who has just paid in sees it. */
export const accountBalanceHandlers = {
  AccountOpened({ data: { customerId, currency } }, row) {
    row.insert({ customerId, currency, balance: nothing, status: 'open' });
  },
  MoneyDeposited: ({ data }, row) => row.patch({ balance: plus(before(row), data.amount) }),
  MoneyWithdrawn: ({ data }, row) => row.patch({ balance: minus(before(row), data.amount) }),
  MoneySent: ({ data }, row) => row.patch({ balance: minus(before(row), data.amount) }),
  MoneyReceived: ({ data }, row) => row.patch({ balance: plus(before(row), data.amount) }),
  MoneyReturned: ({ data }, row) => row.patch({ balance: plus(before(row), data.amount) }),
  InterestPaid: ({ data }, row) => row.patch({ balance: plus(before(row), data.amount) }),
  AccountClosed: (_event, row) => row.patch({ status: 'closed' }),
} satisfies AccountBalanceHandlers;

/** What `patch` finds missing, it refuses by itself. */
const before = ({ current }: { readonly current: AccountBalance | undefined }): Decimal => current?.balance ?? nothing;
