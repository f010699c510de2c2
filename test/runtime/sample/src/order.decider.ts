// What a user writes.
import { toDecimal } from '@varve/runtime';
import { EmptyOrder, OrderAlreadyPlaced, OrderCancelled, type OrderDecider, OrderPlaced } from '../ordering/order.js';

export const orderDecider = {
  initialState: { status: 'none' },
  decide: {
    PlaceOrder({ data }, state) {
      if (state.status !== 'none') return OrderAlreadyPlaced.of({ orderId: data.orderId });
      const [first] = data.lines;
      if (first === undefined) return EmptyOrder.of();
      const total = { amount: toDecimal(first.price.amount, { scale: 2 }), currency: first.price.currency };
      return [OrderPlaced.of({ customerId: data.customerId, total, channel: 'web', seq: BigInt(data.lines.length) })];
    },
    CancelOrder({ data }, state) {
      return state.status === 'open' ? [OrderCancelled.of({ reason: data.reason })] : [];
    },
  },
  evolve: {
    OrderPlaced: (_state, { data }) => ({ status: 'open', customerId: data.customerId, total: data.total }),
    OrderCancelled: () => ({ status: 'cancelled' }),
  },
} satisfies OrderDecider;
