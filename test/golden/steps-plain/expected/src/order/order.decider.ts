import type { OrderDecider } from '../generated/ordering/order.js';

/** What deciding needs to know of Order. Yours to shape. */
export type OrderState = Readonly<Record<string, never>>;

/** Decides for Order. */
export const orderDecider = {
  initialState: {},
  decide: {},
  evolve: {
    // Return the state after OrderNoted.
    OrderNoted: (state) => state,
    // Return the state after OrderPlaced.
    OrderPlaced: (state) => state,
    // Return the state after OrderShipped.
    OrderShipped: (state) => state,
  },
} satisfies OrderDecider<OrderState>;
