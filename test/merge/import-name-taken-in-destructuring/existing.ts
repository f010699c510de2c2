import { type OrderDecider } from '../generated/ordering/order.js';

const { OrderNeverPlaced } = errors;

export const orderDecider = {
  decide: { PlaceOrder: () => [], CancelOrder: () => [] },
  evolve: {
    OrderPlaced: (s) => s,
  },
} satisfies OrderDecider;
