import type { OrderDecider } from '../generated/ordering/order.js';

export const orderDecider = { decide: { PlaceOrder: () => [], CancelOrder: () => [] }, evolve: { OrderPlaced: (s) => s,
  /** The parcel left the house. */
  OrderShipped(state, { data }) {
    throw new Error('OrderShipped is not evolved yet.');
  },
} } satisfies OrderDecider;
