import type { OrderDecider } from '../generated/ordering/order.js';

export const orderDecider = {
  decide: { // }
    PlaceOrder({ data }, state, { now }) {
      throw new Error('PlaceOrder is not decided yet.');
    },
    CancelOrder({ data }, state) {
      throw new Error('CancelOrder is not decided yet.');
    },
  }, // decide
  evolve: { OrderPlaced: (s) => s, /* OrderShipped: (s) => s */
    /** The parcel left the house. */
    OrderShipped(state, { data }) {
      throw new Error('OrderShipped is not evolved yet.');
    },
  }, // evolve
} satisfies OrderDecider;
