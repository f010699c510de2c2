import type { OrderDecider } from '../generated/ordering/order.js';

export const orderDecider: OrderDecider = (<OrderDecider>({
  decide: { PlaceOrder: () => [], CancelOrder: () => [] },
  evolve: ({ OrderPlaced: (s) => s }) satisfies OrderDecider['evolve'],
}));
