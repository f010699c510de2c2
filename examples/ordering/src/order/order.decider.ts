/** The rules of ordering. Pure: time comes with the context, nothing is read from anywhere else. */
import {
  DestinationChanged,
  EmptyOrder,
  MixedCurrencies,
  type OrderDecider,
  OrderAlreadyPlaced,
  OrderCancelled,
  OrderDelivered,
  OrderPaid,
  OrderPlaced,
  OrderShipped,
  PaymentReceived,
  PaymentTooHigh,
  RefundGranted,
  StillUnpaid,
  WrongCurrency,
  WrongStatus,
} from '../generated/ordering/order.js';
import { add, isMore, isNothing, noMoney, subtract, times } from './money.js';

export const orderDecider = {
  initialState: { status: 'none' },
  decide: {
    PlaceOrder({ data }, state, { now }) {
      if (state.status !== 'none') return OrderAlreadyPlaced.of({ orderId: data.orderId });
      const [first] = data.lines;
      if (first === undefined) return EmptyOrder.of();
      const currencies = [...new Set(data.lines.map((line) => line.price.currency))];
      if (currencies.length > 1) return MixedCurrencies.of({ currencies });
      const total = data.lines
        .map((line) => times(line.price, line.quantity))
        .reduce(add, noMoney(first.price.currency));
      const { customerId, lines, destination, channel } = data;
      return [OrderPlaced.of({ customerId, lines, total, destination, channel, placedAt: now })];
    },

    ChangeDestination({ data }, state) {
      if (state.status !== 'open' && state.status !== 'paid') return refusal(state.status, 'change its destination');
      if (sameText(state.destination, data.destination)) return [];
      return [DestinationChanged.of({ destination: data.destination })];
    },

    ReceivePayment({ data }, state, { now }) {
      if (state.status !== 'open') return refusal(state.status, 'take a payment');
      if (state.payments.includes(data.paymentId)) return [];
      if (data.amount.currency !== state.total.currency) {
        return WrongCurrency.of({ expected: state.total.currency, offered: data.amount.currency });
      }
      const due = subtract(state.total, state.paid);
      if (isMore(data.amount, due)) return PaymentTooHigh.of({ due, offered: data.amount });
      const { paymentId, amount, method } = data;
      const received = PaymentReceived.of({ paymentId, amount, method, receivedAt: now });
      return isMore(due, amount) ? [received] : [received, OrderPaid.of({ paidAt: now })];
    },

    ShipOrder({ data }, state, { now }) {
      if (state.status === 'open') return StillUnpaid.of({ due: subtract(state.total, state.paid) });
      if (state.status !== 'paid') return refusal(state.status, 'be shipped');
      return [OrderShipped.of({ shipmentId: data.shipmentId, shippedAt: now })];
    },

    ConfirmDelivery({ data }, state) {
      if (state.status === 'delivered') return [];
      if (state.status !== 'shipped') return refusal(state.status, 'be delivered');
      const { orderId: _, ...delivery } = data;
      return [OrderDelivered.of(delivery)];
    },

    CancelOrder({ data }, state, { now }) {
      if (state.status === 'cancelled') return [];
      if (state.status !== 'open' && state.status !== 'paid') return refusal(state.status, 'be cancelled');
      const cancelled = OrderCancelled.of({ reason: data.reason, cancelledAt: now });
      const paid = state.status === 'paid' ? state.total : state.paid;
      return isNothing(paid) ? [cancelled] : [cancelled, RefundGranted.of({ amount: paid })];
    },
  },
  evolve: {
    OrderPlaced: (_state, { data }) => ({
      status: 'open',
      customerId: data.customerId,
      total: data.total,
      paid: noMoney(data.total.currency),
      payments: [],
      destination: data.destination,
    }),
    DestinationChanged(state, { data }) {
      return state.status === 'open' || state.status === 'paid' ? { ...state, destination: data.destination } : state;
    },
    PaymentReceived(state, { data }) {
      if (state.status !== 'open') return state;
      return { ...state, paid: add(state.paid, data.amount), payments: [...state.payments, data.paymentId] };
    },
    OrderPaid(state) {
      if (state.status !== 'open') return state;
      const { customerId, total, destination } = state;
      return { status: 'paid', customerId, total, destination };
    },
    OrderShipped(state, { data }) {
      if (state.status !== 'paid') return state;
      return {
        status: 'shipped',
        customerId: state.customerId,
        shipmentId: data.shipmentId,
        shippedAt: data.shippedAt,
      };
    },
    OrderDelivered: (_state, { data }) => ({ status: 'delivered', deliveredAt: data.deliveredAt }),
    OrderCancelled: (_state, { data }) => ({ status: 'cancelled', reason: data.reason }),
    RefundGranted: (state) => state,
  },
} satisfies OrderDecider;

function refusal(status: string, asked: string): WrongStatus {
  return WrongStatus.of({ status, asked });
}

function sameText(left: object, right: object): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
