import type { OrderDecider } from '../generated/ordering/order.js';

const handlers = {
  PlaceOrder({ data }, state, { now }) {
    throw new Error('PlaceOrder is not decided yet.');
  },
  CancelOrder({ data }, state) {
    throw new Error('CancelOrder is not decided yet.');
  },
  /** The customer committed to the order. */
  OrderPlaced: (state, { data }) => state,
  /** The parcel left the house. */
  OrderShipped(state, { data }) {
    throw new Error('OrderShipped is not evolved yet.');
  },
};

export const orderDecider = { decide: handlers, evolve: handlers } satisfies OrderDecider;
