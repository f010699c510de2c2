import { type OrderDecider } from '../generated/ordering/other.js'; // eslint-disable-line, and more
/* last */ import './side-effect.js' /* of
 two lines */ // and this
import { OrderNeverPlaced, type OrderState } from '../generated/ordering/order.js'
import { unreachable } from '@varve/runtime'

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
