import order, { type OrderDecider, OrderNeverPlaced, type OrderState, } from '../generated/ordering/order.js';
import * as runtime from '@varve/runtime';
import { unreachable } from '@varve/runtime';

export const orderDecider = {
  decide: { PlaceOrder: () => [], CancelOrder: () => [] },
  evolve: {
    OrderPlaced: (s) => s,
    /** The parcel left the house. */
    OrderShipped(state, { data }) {
      throw new Error('OrderShipped is not evolved yet.');
    },
  },
} satisfies OrderDecider;
