import type { OrderSummaryHandlers } from '../../generated/payments/order-summary.js';

/** Makes the rows of OrderSummary. */
export const orderSummaryHandlers = {
  // Change the row after PaymentTaken: row.insert, row.upsert, row.patch or row.delete.
  PaymentTaken(_event, _row) {
    throw new Error('payments.OrderSummary does not handle PaymentTaken yet.');
  },
} satisfies OrderSummaryHandlers;
