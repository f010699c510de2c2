import type { OrderDecider } from '../generated/ordering/order.js';

export const orderDecider = {
  decide: { // }
  }, // decide
  evolve: { OrderPlaced: (s) => s, /* OrderShipped: (s) => s */ }, // evolve
} satisfies OrderDecider;
