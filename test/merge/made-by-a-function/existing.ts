import type { OrderDecider } from '../generated/ordering/order.js';

export function orderDecider(): OrderDecider {
  return { decide: { PlaceOrder: () => [], CancelOrder: () => [] }, evolve: {} };
}
