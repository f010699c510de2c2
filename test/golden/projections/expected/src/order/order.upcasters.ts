import type { OrderUpcasters } from '../generated/ordering/order.js';

/**
 * What steps of Order cannot say in the schema.
 * They are pure and synchronous: no clock, no chance, no lookups. The same history always reads the same.
 */
export const orderUpcasters = {
  OrderMerged: {
    becomes(old, stored) {
      // Return the events that stand for OrderMerged, in order: OrderShipped@1.
      return unwritten(old, stored);
    },
  },
} satisfies OrderUpcasters;
