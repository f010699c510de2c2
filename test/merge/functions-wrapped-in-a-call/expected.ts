import type { OrderUpcasters } from '../generated/ordering/order.js';

import { traced } from '../trace.js';

export const orderUpcasters = traced({ OrderPlaced: { 2: { total: () => 1,
  'destination.code'(old, stored) {
    // Return destination.code.
    return unwritten(old, stored);
  },
}, downcasts: { 2: traced({ note: () => '' }) },
  3(old, stored) {
    // Return 3.
    return unwritten(old, stored);
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
});
