import type { OrderDecider } from '../generated/ordering/order.js';

export default {
  decide: { PlaceOrder: () => [], CancelOrder: () => [] },
  evolve: {},
} satisfies OrderDecider;
