import { /* later */ } from '../generated/ordering/order.js'
import {} from '@varve/runtime'

export const orderDecider = {
  decide: { PlaceOrder: () => [], CancelOrder: () => [] },
  evolve: {
    OrderPlaced: (s) => s,
  },
};
