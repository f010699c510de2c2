import type { OrderDecider } from '../generated/ordering/order.js';

const shipping = { OrderShipped: (s) => s };

export const orderDecider = {
  decide: { PlaceOrder: () => [], CancelOrder: () => [] },
  evolve: { ...shipping,
    /** The customer committed to the order. */
    OrderPlaced: (state, { data }) => state,
  },
} satisfies OrderDecider;
