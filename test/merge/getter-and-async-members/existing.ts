import type { OrderDecider } from '../generated/ordering/order.js';

export const orderDecider = {
  get initialState() { return {}; },
  decide: { async PlaceOrder() { return []; }, get CancelOrder() { return () => []; } },
  get evolve() { return {}; },
} satisfies OrderDecider;
