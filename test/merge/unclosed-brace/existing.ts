import type { OrderDecider } from '../generated/ordering/order.js';

export const orderDecider = {
  decide: { PlaceOrder: () => [], CancelOrder: () => [] },
  evolve: {
    OrderPlaced: (s) => { return s;
  },
} satisfies OrderDecider;
