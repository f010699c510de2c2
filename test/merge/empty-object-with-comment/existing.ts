import type { OrderDecider } from '../generated/ordering/order.js';

export const orderDecider = {
  initialState: { status: 'none' },
  decide: {
    // to be decided
  },
  evolve: { /* later */ },
} satisfies OrderDecider;
