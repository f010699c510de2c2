import {
  // the contract
  type OrderDecider, // of the order
  OrderNeverPlaced,
  type OrderState,
  // more to come
} from "../generated/ordering/order.js"
import { unreachable } from "@varve/runtime"

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
