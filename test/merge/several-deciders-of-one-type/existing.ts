import type { OrderDecider } from '../generated/ordering/order.js';

export const first = { decide: { PlaceOrder: () => [], CancelOrder: () => [] }, evolve: {} } satisfies OrderDecider;
export const second = { decide: { PlaceOrder: () => [], CancelOrder: () => [] }, evolve: {} } satisfies OrderDecider;
