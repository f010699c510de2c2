import type { OrderSummaryHandlers } from '../generated/ordering/order-summary.js';

const zero = '0.00';

/** What a customer sees. */
export const orderSummaryHandlers = {
  // Comes first.
  OrderPlaced({ data }, row) {
    row.insert({ customer: data.customerId, paid: zero });
  },
  OrderForgotten: (_event, row) => row.delete(), /* nobody knows why */
  // Change the row after payments.PaymentTaken: row.insert, row.upsert, row.patch or row.delete.
  'payments.PaymentTaken'(_event, _row) {
    throw new Error('ordering.OrderSummary does not handle payments.PaymentTaken yet.');
  },
} satisfies OrderSummaryHandlers;
