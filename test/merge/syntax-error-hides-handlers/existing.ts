import type { OrderDecider } from '../generated/ordering/order.js';

export const orderDecider = {
  initialState: { status: 'none' },
  decide: {
    PlaceOrder({ data }, state) {
      return [;
    },
    isOpen: (state) => state.status === 'open',
    ...elsewhere,
  },
  evolve: {
    OrderPlaced: (_state, { data }) => ({ status: 'open' }),
    OrderGone: (state) => state,
  },
} satisfies OrderDecider;
