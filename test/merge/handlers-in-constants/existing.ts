import type { OrderDecider } from '../generated/ordering/order.js';

const decide = {
  PlaceOrder: () => [],
  CancelOrder: () => [],
} satisfies OrderDecider['decide'];

const evolving = {
  OrderPlaced: (s) => s,
};

export const orderDecider = { initialState: { status: 'none' }, decide, evolve: evolving } satisfies OrderDecider;
