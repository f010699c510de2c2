import type { OrderDecider } from '../../generated/logistics/order.js';

/** What deciding needs to know of Order. Yours to shape. */
export type OrderState = Readonly<Record<string, never>>;

/** Decides for Order. */
export const orderDecider = {
  initialState: {},
  decide: {},
  evolve: {
    // Return the state after OrderSent.
    OrderSent: (state) => state,
  },
} satisfies OrderDecider<OrderState>;
