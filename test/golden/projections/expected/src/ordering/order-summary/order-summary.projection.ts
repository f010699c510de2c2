import type { OrderSummaryHandlers } from '../../generated/ordering/order-summary.js';

/** What a customer sees in the list of orders. */
export const orderSummaryHandlers = {
  // Change the row after OrderPaid, which is no longer emitted: row.insert, row.upsert, row.patch or row.delete.
  OrderPaid(_event, _row) {
    throw new Error('ordering.OrderSummary does not handle OrderPaid yet.');
  },
  // Change the row after OrderPlaced: row.insert, row.upsert, row.patch or row.delete.
  OrderPlaced(_event, _row) {
    throw new Error('ordering.OrderSummary does not handle OrderPlaced yet.');
  },
  // Change the row after OrderShipped: row.insert, row.upsert, row.patch or row.delete.
  OrderShipped(_event, _row) {
    throw new Error('ordering.OrderSummary does not handle OrderShipped yet.');
  },
  // Change the row after payments.PaymentTaken: row.insert, row.upsert, row.patch or row.delete.
  'payments.PaymentTaken'(_event, _row) {
    throw new Error('ordering.OrderSummary does not handle payments.PaymentTaken yet.');
  },
} satisfies OrderSummaryHandlers;
