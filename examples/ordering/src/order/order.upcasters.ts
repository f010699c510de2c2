import type { OrderDeliveredPart, OrderUpcasters } from '../generated/ordering/order.js';

/**
 * What steps of Order cannot say in the schema.
 * They are pure and synchronous: no clock, no chance, no lookups. The same history always reads the same.
 */
export const orderUpcasters = {
  OrderDelivered: {
    becomes({ deliveredAt, signedBy }) {
      const arrived: OrderDeliveredPart = {
        type: 'ordering.OrderArrived',
        schemaVersion: 1,
        data: { arrivedAt: deliveredAt },
      };
      if (signedBy === undefined) return [arrived];
      // Whoever signed did so at the door: nothing else could be recorded then.
      return [arrived, { type: 'ordering.ReceiptSigned', schemaVersion: 1, data: { signedBy, signedAt: deliveredAt } }];
    },
  },
} satisfies OrderUpcasters;
