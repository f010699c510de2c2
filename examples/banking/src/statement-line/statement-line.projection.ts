import { negated } from '../account/amounts.js';
import type { StatementLineHandlers } from '../generated/banking/statement-line.js';

/** One booking as it stands on the statement. */
export const statementLineHandlers = {
  MoneyDeposited: ({ data: { amount, bookedAt } }, row) => row.insert({ kind: 'deposit', amount, bookedAt }),
  MoneyWithdrawn: ({ data: { amount, bookedAt } }, row) =>
    row.insert({ kind: 'withdrawal', amount: negated(amount), bookedAt }),
  MoneySent: ({ data: { amount, transferId, bookedAt } }, row) =>
    row.insert({ kind: 'sent', amount: negated(amount), transferId, bookedAt }),
  MoneyReceived: ({ data: { amount, transferId, bookedAt } }, row) =>
    row.insert({ kind: 'received', amount, transferId, bookedAt }),
  MoneyReturned: ({ data: { amount, transferId, bookedAt } }, row) =>
    row.insert({ kind: 'returned', amount, transferId, bookedAt }),
  InterestPaid: ({ data: { amount, bookedAt } }, row) => row.insert({ kind: 'interest', amount, bookedAt }),
} satisfies StatementLineHandlers;
