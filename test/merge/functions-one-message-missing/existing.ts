import type { OrderUpcasters } from '../generated/ordering/order.js';

export const orderUpcasters = {
  OrderPlaced: {
    2: {
      // The currency was always the euro.
      total: ({ cents }) => ({ amount: cents / 100, currency: 'EUR' }),
      'destination.code': () => 'DE',
    },
    3(old, stored) {
      return { ...old, at: stored.recordedAt };
    },
    downcasts: { 2: { note: () => '' } },
  },
  Merged: { becomes: () => [] },
} satisfies OrderUpcasters;
