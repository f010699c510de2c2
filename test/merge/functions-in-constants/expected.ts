import type { OrderUpcasters } from '../generated/ordering/order.js';

const placed = {
  2: { total: () => 1,
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
} satisfies Partial<OrderUpcasters['OrderPlaced']>;

export const orderUpcasters = { OrderPlaced: placed, Merged: { becomes: () => [] },
  PlaceOrder: {
    2: {
      channel(old, stored) {
        // Return channel.
        return unwritten(old, stored);
      },
    },
  },
};
