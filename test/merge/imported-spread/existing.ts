import type { OrderDecider } from '../generated/ordering/order.js';

import { shipping } from './shipping.js';

export const orderDecider = {
  decide: { PlaceOrder: () => [], CancelOrder: () => [] },
  evolve: { ...shipping, OrderPlaced: (s) => s },
} satisfies OrderDecider;
