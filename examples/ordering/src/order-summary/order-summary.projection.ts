import type { OrderSummaryHandlers } from '../generated/ordering/order-summary.js';
import { isNothing, subtract } from '../order/money.js';

/** One line in the list of orders, for customers and for the desk. */
export const orderSummaryHandlers = {
  OrderPlaced({ data: { customerId, lines, total, destination, placedAt } }, row) {
    const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0);
    row.insert({ customerId, status: 'open', total, due: total.amount, pieces, city: destination.city, placedAt });
  },
  DestinationChanged: ({ data }, row) => row.patch({ city: data.destination.city }),
  PaymentReceived({ data: { amount } }, row) {
    if (row.current === undefined) return;
    const { total, due, status } = row.current;
    const left = subtract({ ...total, amount: due }, amount);
    row.patch({ due: left.amount, status: isNothing(left) ? 'paid' : status });
  },
  OrderShipped: (_event, row) => row.patch({ status: 'shipped' }),
  OrderArrived: ({ data: { arrivedAt } }, row) => row.patch({ status: 'arrived', arrivedAt }),
  OrderCancelled: (_event, row) => row.patch({ status: 'cancelled' }),
} satisfies OrderSummaryHandlers;
