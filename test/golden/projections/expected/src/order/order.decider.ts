import type { OrderDecider } from '../generated/ordering/order.js';

/** What deciding needs to know of Order. Yours to shape. */
export type OrderState = Readonly<Record<string, never>>;

/** One customer's order. */
export const orderDecider = {
  initialState: {},
  decide: {
    // Return what happened (OrderPlaced), or [] when there is nothing to do.
    PlaceOrder(_command, _state, _context) {
      throw new Error('ordering.PlaceOrder is not decided yet.');
    },
  },
  evolve: {
    // Return the state after OrderPaid, which is no longer emitted.
    OrderPaid: (state) => state,
    // Return the state after OrderPlaced.
    OrderPlaced: (state) => state,
    // Return the state after OrderShipped.
    OrderShipped: (state) => state,
  },
} satisfies OrderDecider<OrderState>;
