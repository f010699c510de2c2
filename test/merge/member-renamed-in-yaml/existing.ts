import type { OrderDecider } from '../generated/ordering/order.js';

export const orderDecider = {
  initialState: {},
  decide: {
    // Return what happened (OrderMade).
    MakeOrder(_command, _state, _context) {
      return [];
    },
    CancelOrder: () => [],
  },
  evolve: {
    // Return the state after OrderMade.
    OrderMade: (state) => state,
    OrderShipped: (state) => state,
  },
} satisfies OrderDecider;
