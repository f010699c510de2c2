import type { OrderDecider } from '../../generated/sales/order.js';

/** What deciding needs to know of Order. Yours to shape. */
export type OrderState = Readonly<Record<string, never>>;

/** Decides for Order. */
export const orderDecider = {
  initialState: {},
  decide: {},
  evolve: {
    // Return the state after DealMade.
    DealMade: (state) => state,
  },
} satisfies OrderDecider<OrderState>;
