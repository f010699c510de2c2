import order, { type OrderDecider, } from '../generated/ordering/order.js';
import * as runtime from '@varve/runtime';

export const orderDecider = {
  decide: { PlaceOrder: () => [], CancelOrder: () => [] },
  evolve: {
    OrderPlaced: (s) => s,
  },
} satisfies OrderDecider;
