import type { OrderDecider as Contract } from '../generated/ordering/order.js';

const ordering = { decide: { PlaceOrder: () => [], CancelOrder: () => [] }, evolve: { OrderPlaced: (s) => s } } satisfies Contract;
export { ordering as orderDecider };
