import type { OrderUpcasters as Mine } from '../generated/ordering/order.js';

export const steps: Mine = {
  OrderPlaced: { 2: { total: () => 1,
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
};
