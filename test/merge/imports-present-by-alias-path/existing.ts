import { OrderNeverPlaced, type OrderDecider, type OrderState } from '#generated/ordering/order.js';
import { unreachable } from '@varve/runtime';

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
