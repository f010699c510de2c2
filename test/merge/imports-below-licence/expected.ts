/*!
 * Licence.
 */
// @ts-nocheck
import { OrderNeverPlaced, type OrderState } from '../generated/ordering/order.js';
import { unreachable } from '@varve/runtime';

/** Decides. */
export const orderDecider = {
  decide: { PlaceOrder: () => [], CancelOrder: () => [] },
  evolve: {
    OrderPlaced: (s) => s,
    /** The parcel left the house. */
    OrderShipped(state, { data }) {
      throw new Error('OrderShipped is not evolved yet.');
    },
  },
};
