/** The rules of ordering. Pure: time comes with the context, nothing is read from anywhere else. */
import {
  EmptyOrder,
  OrderAlreadyPlaced,
  OrderCancelled,
  type OrderDecider,
  OrderPlaced,
} from '../generated/ordering/order.js';

export const orderDecider = {
  initialState: { status: 'none' },
  decide: {
    PlaceOrder({ data }, state, { now }) {
      if (state.status !== 'none') return OrderAlreadyPlaced.of({ orderId: data.orderId });
      if (data.lines.length === 0) return EmptyOrder.of();
      return [OrderPlaced.of({ customerId: data.customerId, lines: data.lines, placedAt: now })];
    },
    CancelOrder({ data }, state) {
      return state.status === 'open' ? [OrderCancelled.of({ reason: data.reason })] : [];
    },
  },
  evolve: {
    OrderPlaced: (_state, { data }) => ({ status: 'open', customerId: data.customerId }),
    OrderCancelled: () => ({ status: 'cancelled' }),
  },
} satisfies OrderDecider;
