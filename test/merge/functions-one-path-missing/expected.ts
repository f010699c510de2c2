import type { OrderUpcasters } from '../generated/ordering/order.js';

export const orderUpcasters = {
  OrderPlaced: {
    2: {
      total: () => 1, // until somebody knows
      'destination.code'(old, stored) {
        // Return destination.code.
        return unwritten(old, stored);
      },
    },
    3: (old) => old,
    /* no way back yet */
    downcasts: {
      2: {
        note(old, stored) {
          // Return note.
          return unwritten(old, stored);
        },
      },
    },
  },
  Merged: { becomes() { return []; } }, PlaceOrder: { 2: { channel: () => 'web' } },
} satisfies OrderUpcasters;
