import type { OpenOrdersHandlers } from '../generated/ordering/open-orders.js';

/** Orders that have not left, written with their events. */
export const openOrdersHandlers = {
  // Change the row after OrderPlaced: row.insert, row.upsert, row.patch or row.delete.
  OrderPlaced(_event, _row) {
    throw new Error('ordering.OpenOrders does not handle OrderPlaced yet.');
  },
  // Change the row after OrderShipped: row.insert, row.upsert, row.patch or row.delete.
  OrderShipped(_event, _row) {
    throw new Error('ordering.OpenOrders does not handle OrderShipped yet.');
  },
} satisfies OpenOrdersHandlers;
