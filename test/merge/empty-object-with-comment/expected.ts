import type { OrderDecider } from '../generated/ordering/order.js';

export const orderDecider = {
  initialState: { status: 'none' },
  decide: {
    // to be decided
    PlaceOrder({ data }, state, { now }) {
      throw new Error('PlaceOrder is not decided yet.');
    },
    CancelOrder({ data }, state) {
      throw new Error('CancelOrder is not decided yet.');
    },
  },
  evolve: { /* later */
    /** The customer committed to the order. */
    OrderPlaced: (state, { data }) => state,
    /** The parcel left the house. */
    OrderShipped(state, { data }) {
      throw new Error('OrderShipped is not evolved yet.');
    },
  },
} satisfies OrderDecider;
