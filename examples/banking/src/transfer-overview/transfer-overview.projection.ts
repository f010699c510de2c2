import type { TransferOverviewHandlers } from '../generated/banking/transfer-overview.js';

/** How far a transfer is. */
export const transferOverviewHandlers = {
  TransferRequested({ data: { from, to, debit, credit, needsApproval, requestedAt } }, row) {
    row.insert({ from, to, debit, credit, status: needsApproval ? 'waiting' : 'moving', requestedAt });
  },
  TransferApproved: (_event, row) => row.patch({ status: 'moving' }),
  MoneySent: (_event, row) => row.patch({ status: 'sent' }),
  MoneyReceived: (_event, row) => row.patch({ status: 'arrived' }),
  MoneyReturned: (_event, row) => row.patch({ status: 'returned' }),
  TransferCompleted: (_event, row) => row.patch({ status: 'completed' }),
  TransferRefused: ({ data: { reason } }, row) => row.patch({ status: 'refused', reason }),
  TransferReversed: ({ data: { reason } }, row) => row.patch({ status: 'reversed', reason }),
} satisfies TransferOverviewHandlers;
