import type { OrderDecider } from '../generated/ordering/order.js';

export const orderDecider = {
  decide: { PlaceOrder: () => [], CancelOrder: () => [] },
  evolve: {
<<<<<<< HEAD
    OrderPlaced: (s) => s,
=======
    OrderPlaced: (s) => ({ ...s }),
>>>>>>> branch
  },
} satisfies OrderDecider;
