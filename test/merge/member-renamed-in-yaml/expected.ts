import type { OrderDecider } from '../generated/ordering/order.js';

export const orderDecider = {
  initialState: {},
  decide: {
    // Return what happened (OrderMade).
    MakeOrder(_command, _state, _context) {
      return [];
    },
    CancelOrder: () => [],
    PlaceOrder({ data }, state, { now }) {
      throw new Error('PlaceOrder is not decided yet.');
    },
  },
  evolve: {
    // Return the state after OrderMade.
    OrderMade: (state) => state,
    OrderShipped: (state) => state,
    /** The customer committed to the order. */
    OrderPlaced: (state, { data }) => state,
  },
} satisfies OrderDecider;
