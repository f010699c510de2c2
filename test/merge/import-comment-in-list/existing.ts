import {
  // the contract
  type OrderDecider, // of the order
  // more to come
} from "../generated/ordering/order.js"

export const orderDecider = {
  decide: { PlaceOrder: () => [], CancelOrder: () => [] },
  evolve: {
    OrderPlaced: (s) => s,
  },
} satisfies OrderDecider;
