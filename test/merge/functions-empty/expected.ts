import type { OrderUpcasters } from '../generated/ordering/order.js';

export const orderUpcasters = {
  OrderPlaced: {
    2: {
      total(old, stored) {
        // Return total.
        return unwritten(old, stored);
      },
      'destination.code'(old, stored) {
        // Return destination.code.
        return unwritten(old, stored);
      },
    },
    3(old, stored) {
      // Return 3.
      return unwritten(old, stored);
    },
    downcasts: {
      2: {
        note(old, stored) {
          // Return note.
          return unwritten(old, stored);
        },
      },
    },
  },
  Merged: {
    becomes(old, stored) {
      // Return becomes.
      return unwritten(old, stored);
    },
  },
  PlaceOrder: {
    2: {
      channel(old, stored) {
        // Return channel.
        return unwritten(old, stored);
      },
    },
  },
} satisfies OrderUpcasters;
