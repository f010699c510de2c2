import type { OrderDecider } from '../generated/ordering/order.js';

const shipping = { OrderShipped: (s) => s };

export const orderDecider = {
  decide: { PlaceOrder: () => [], CancelOrder: () => [] },
  evolve: { ...withoutLog(shipping), OrderPlaced: (s) => s },
} satisfies OrderDecider;
