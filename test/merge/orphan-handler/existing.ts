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
    OrderShipped: (s) => s,
    OrderRenamed: (s) => s,
    OrderPlaced: (_state, { data }) => ({ status: 'open' }),
  },
} satisfies OrderDecider;
