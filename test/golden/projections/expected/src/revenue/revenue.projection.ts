import type { RevenueHandlers } from '../generated/reports/revenue.js';

/** Makes the rows of Revenue. */
export const revenueHandlers = {
  // Change the row after ordering.OrderPlaced: row.insert, row.upsert, row.patch or row.delete.
  'ordering.OrderPlaced'(_event, _row) {
    throw new Error('reports.Revenue does not handle ordering.OrderPlaced yet.');
  },
  // Change the row after payments.PaymentTaken: row.insert, row.upsert, row.patch or row.delete.
  'payments.PaymentTaken'(_event, _row) {
    throw new Error('reports.Revenue does not handle payments.PaymentTaken yet.');
  },
} satisfies RevenueHandlers;
