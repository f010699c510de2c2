import type { OrderDecider as Contract } from '../generated/ordering/order.js';

const ordering = { decide: { PlaceOrder: () => [], CancelOrder: () => [] }, evolve: { OrderPlaced: (s) => s,
  /** The parcel left the house. */
  OrderShipped(state, { data }) {
    throw new Error('OrderShipped is not evolved yet.');
  },
} } satisfies Contract;
export { ordering as orderDecider };
