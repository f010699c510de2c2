import type { OrderUpcasters } from '../generated/ordering/order.js';

export const orderUpcasters = {
  OrderPlaced: {
    2(old, stored) {
      return { ...old, total: 1 };
    },
    3: (old) => old,
    downcasts: { 2: { note: () => '' } },
  },
  Merged: { becomes: () => [] },
  PlaceOrder: { 2: { channel: () => 'web' } },
} satisfies OrderUpcasters;
