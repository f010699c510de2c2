/** The rules of ordering. Pure: time comes with the context, nothing is read from anywhere else. */
import {
  DestinationChanged,
  EmptyOrder,
  MixedCurrencies,
  type OrderDecider,
  OrderAlreadyPlaced,
  OrderArrived,
  OrderCancelled,
  OrderPlaced,
  OrderShipped,
  PaymentReceived,
  PaymentTooHigh,
  ReceiptSigned,
  RefundGranted,
  StillUnpaid,
  WrongCurrency,
  WrongStatus,
} from '../generated/ordering/order.js';
import type { DestinationV2 } from '../generated/ordering/types.js';
import { add, isMore, isNothing, noMoney, subtract, times } from './money.js';

export const orderDecider = {
  initialState: { status: 'none' },
  decide: {
    PlaceOrder({ data }, state, { now }) {
      if (state.status !== 'none') return OrderAlreadyPlaced.of({ orderId: data.orderId });
      const [first] = data.lines;
      if (first === undefined) return EmptyOrder.of();
      const currencies = [...new Set(data.lines.map((line) => line.unitPrice.currency))];
      if (currencies.length > 1) return MixedCurrencies.of({ currencies });
      const total = data.lines
        .map((line) => times(line.unitPrice, line.quantity))
        .reduce(add, noMoney(first.unitPrice.currency));
      const { customerId, lines, destination, channel } = data;
      return [OrderPlaced.of({ customerId, lines, total, destination, channel, placedAt: now })];
    },

    ChangeDestination({ data }, state, { now }) {
      if (state.status !== 'open' && state.status !== 'paid') return refusal(state.status, 'change its destination');
      if (isSame(state.destination, data.destination)) return [];
      return [DestinationChanged.of({ destination: data.destination, changedAt: now })];
    },

    ReceivePayment({ data }, state, { now, metadata }) {
      if (state.status !== 'open') return refusal(state.status, 'take a payment');
      if (state.payments.includes(data.paymentId)) return [];
      if (data.amount.currency !== state.total.currency) {
        return WrongCurrency.of({ expected: state.total.currency, offered: data.amount.currency });
      }
      const due = subtract(state.total, state.paid);
      if (isMore(data.amount, due)) return PaymentTooHigh.of({ due, offered: data.amount });
      const { paymentId, amount, method } = data;
      return [PaymentReceived.of({ paymentId, amount, method, receivedAt: now, bookedBy: metadata.actor ?? 'shop' })];
    },

    ShipOrder({ data }, state, { now }) {
      if (state.status === 'open') return StillUnpaid.of({ due: subtract(state.total, state.paid) });
      if (state.status !== 'paid') return refusal(state.status, 'be shipped');
      return [OrderShipped.of({ shipmentIds: data.shipmentIds, shippedAt: now })];
    },

    ConfirmDelivery({ data }, state) {
      if (state.status === 'delivered') return [];
      if (state.status !== 'shipped') return refusal(state.status, 'be delivered');
      const { deliveredAt, signedBy } = data;
      const arrived = OrderArrived.of({ arrivedAt: deliveredAt });
      return signedBy === undefined ? [arrived] : [arrived, ReceiptSigned.of({ signedBy, signedAt: deliveredAt })];
    },

    SignReceipt({ data }, state, { now }) {
      if (state.status !== 'delivered') return refusal(state.status, 'be signed for');
      return state.signedBy === undefined ? [ReceiptSigned.of({ signedBy: data.signedBy, signedAt: now })] : [];
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
      const paid = add(state.paid, data.amount);
      const { customerId, total, destination } = state;
      if (!isMore(total, paid)) return { status: 'paid', customerId, total, destination };
      return { ...state, paid, payments: [...state.payments, data.paymentId] };
    },
    OrderPaid: (state) => state,
    OrderShipped(state, { data }) {
      if (state.status !== 'paid') return state;
      return {
        status: 'shipped',
        customerId: state.customerId,
        shipmentIds: data.shipmentIds,
        shippedAt: data.shippedAt,
      };
    },
    OrderArrived: (_state, { data }) => ({ status: 'delivered', arrivedAt: data.arrivedAt }),
    ReceiptSigned(state, { data }) {
      return state.status === 'delivered' ? { ...state, signedBy: data.signedBy } : state;
    },
    OrderCancelled: (_state, { data }) => ({ status: 'cancelled', reason: data.reason }),
    RefundGranted: (state) => state,
  },
} satisfies OrderDecider;

function refusal(status: string, asked: string): WrongStatus {
  return WrongStatus.of({ status, asked });
}

/** Field by field: what was read from an old event lists its fields in another order than what a caller sends. */
function isSame(left: DestinationV2, right: DestinationV2): boolean {
  const fields = ['name', 'street', 'houseNumber', 'postalCode', 'city', 'country'] as const;
  return fields.every((field) => left[field] === right[field]);
}
