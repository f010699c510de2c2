import type { OrderDecider } from '../generated/ordering/order.js';

/** One customer's order, from placing to delivery. */
export const orderDecider = {
  initialState: { status: 'none' },
  decide: {
    // Return what happened (OrderCancelled), or [] when there is nothing to do.
    CancelOrder(_command, _state, _context) {
      throw new Error('ordering.CancelOrder is not decided yet.');
    },
    // Return what happened (OrderPlaced), a refusal (OrderAlreadyPlaced, EmptyOrder), or [] when there is nothing to do.
    PlaceOrder(_command, _state, _context) {
      throw new Error('ordering.PlaceOrder is not decided yet.');
    },
  },
  evolve: {
    // Return the state after OrderCancelled.
    OrderCancelled: (state) => state,
    // Return the state after OrderPlaced.
    OrderPlaced: (state) => state,
  },
} satisfies OrderDecider;
