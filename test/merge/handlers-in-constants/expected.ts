import type { OrderDecider } from '../generated/ordering/order.js';

const decide = {
  PlaceOrder: () => [],
  CancelOrder: () => [],
} satisfies OrderDecider['decide'];

const evolving = {
  OrderPlaced: (s) => s,
  /** The parcel left the house. */
  OrderShipped(state, { data }) {
    throw new Error('OrderShipped is not evolved yet.');
  },
};

export const orderDecider = { initialState: { status: 'none' }, decide, evolve: evolving } satisfies OrderDecider;
