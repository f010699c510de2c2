import type { OrderDecider } from '../generated/ordering/order.js';

export const orderDecider = {
  initialState: { status: 'none' },
  decide: {
    PlaceOrder({ data }, state) {
      return [];
    },
    CancelOrder: () => [],
  },
  evolve: {
    OrderPlaced: (_state, { data }) => ({ status: 'open' }),
  },
} satisfies OrderDecider;
