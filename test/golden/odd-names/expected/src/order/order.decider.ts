import type { OrderDecider } from '../generated/order/order.js';

/** What deciding needs to know of Order. Yours to shape. */
export type OrderState = Readonly<Record<string, never>>;

/** Decides for Order. */
export const orderDecider = {
  initialState: {},
  decide: {
    // Return what happened (Make), or [] when there is nothing to do.
    ListEvents(_command, _state, _context) {
      throw new Error('order.ListEvents is not decided yet.');
    },
    // Return what happened (OrderChanged), or [] when there is nothing to do.
    Reload(_command, _state, _context) {
      throw new Error('order.Reload is not decided yet.');
    },
  },
  evolve: {
    // Return the state after Make.
    Make: (state) => state,
    // Return the state after OddFields.
    OddFields: (state) => state,
    // Return the state after OrderChanged.
    OrderChanged: (state) => state,
  },
} satisfies OrderDecider<OrderState>;
