import type { OrderDecider } from '../generated/ordering/order.js';

const shipped = 'OrderShipped';

export const orderDecider = {
  decide: { PlaceOrder: () => [], CancelOrder: () => [] },
  evolve: { ['OrderPlaced']: (s) => s, [shipped]: (s) => s },
} satisfies OrderDecider;
