import type { OrderDecider } from '../generated/ordering/order.js';

export const orderDecider = {
  initialState: { status: 'none' },
  decide: {
    PlaceOrder({ data }, state) {
      const total = ;
    },
    CancelOrder: () => [],
    helper: () => 1,
  },
  evolve: {
    OrderPlaced: (_state, { data }) => ({ status: 'open' }),
    OrderShipped: (state) => state,
  },
} satisfies OrderDecider;
