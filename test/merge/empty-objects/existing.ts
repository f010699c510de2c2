import type { OrderDecider } from '../generated/ordering/order.js';

export const orderDecider = {
  initialState: { status: 'none' },
  decide: {},
  evolve: { },
} satisfies OrderDecider;
