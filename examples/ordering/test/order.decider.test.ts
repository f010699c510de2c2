import { given } from '@varve/runtime/testing';
import { describe, expect, test } from 'vitest';
import {
  CancelOrder,
  ChangeDestination,
  ConfirmDelivery,
  DestinationChanged,
  EmptyOrder,
  MixedCurrencies,
  OrderAlreadyPlaced,
  OrderArrived,
  OrderCancelled,
  OrderPlaced,
  OrderShipped,
  PaymentReceived,
  PaymentTooHigh,
  PlaceOrder,
  ReceivePayment,
  ReceiptSigned,
  RefundGranted,
  ShipOrder,
  SignReceipt,
  StillUnpaid,
  WrongCurrency,
  WrongStatus,
  order,
} from '../src/generated/ordering/order.js';
import { orderDecider } from '../src/order/order.decider.js';
import { orderUpcasters } from '../src/order/order.upcasters.js';
import { orderingTypeUpcasters } from '../src/ordering/types.upcasters.js';

const now = '2026-01-01T00:00:00Z';
const orderId = '0f0e2a51-9d5c-4f0e-8a3d-2b116f1c0f3e';
const customerId = '6f1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11';
const shipmentId = '3d2b116f-1c0f-4e0a-914f-0e9d5c0f6f8a';
const paymentId = '914f0e9d-5c0f-4f8a-bd2b-116f1c0f3e0a';
const destination = {
  name: 'Ada',
  street: 'Harbour Lane',
  houseNumber: '3',
  postalCode: '20457',
  city: 'Hamburg',
  country: 'DE',
};
const method = { kind: 'transfer', iban: 'DE02120300000000202051' } as const;
const euros = (amount: string) => ({ amount, currency: 'EUR' });
const lines = [
  { sku: 'MUG-1', quantity: 2, unitPrice: euros('12.50') },
  { sku: 'TEA-7', quantity: 1, unitPrice: euros('7.4') },
];

const placed = OrderPlaced.of({ customerId, lines, total: euros('32.40'), destination, channel: 'web', placedAt: now });
const received = (amount: string, id = paymentId) =>
  PaymentReceived.of({ paymentId: id, amount: euros(amount), method, receivedAt: now, bookedBy: 'shop' });
const shipped = OrderShipped.of({ shipmentIds: [shipmentId], shippedAt: now });
const pay = (amount: string, currency = 'EUR') =>
  ReceivePayment.of({ orderId, paymentId, amount: { amount, currency }, method });
const wrong = (status: string, asked: string) => WrongStatus.of({ status, asked });

const custom = { order: orderUpcasters, types: { ordering: orderingTypeUpcasters } };
const orders = () => given(order, orderDecider, { custom });

describe('placing', () => {
  test('adds up the lines exactly', () => {
    orders().when(PlaceOrder.of({ orderId, customerId, lines, destination })).then([placed]);
  });

  test('is refused the second time', () => {
    orders()
      .events([placed])
      .when(PlaceOrder.of({ orderId, customerId, lines, destination }))
      .thenRejected(OrderAlreadyPlaced.of({ orderId }));
  });

  test('needs lines', () => {
    orders()
      .when(PlaceOrder.of({ orderId, customerId, lines: [], destination }))
      .thenRejected(EmptyOrder.of());
  });

  test('needs one currency', () => {
    const mixed = [...lines, { sku: 'CUP-2', quantity: 1, unitPrice: { amount: '3.00', currency: 'SEK' } }];
    orders()
      .when(PlaceOrder.of({ orderId, customerId, lines: mixed, destination }))
      .thenRejected(MixedCurrencies.of({ currencies: ['EUR', 'SEK'] }));
  });

  test('does not even get to the decider with data that does not fit', () => {
    const crooked = [{ sku: 'mug', quantity: 0, unitPrice: euros('1,5') }];
    expect(() => PlaceOrder.of({ orderId, customerId, lines: crooked, destination })).toThrow(
      expect.objectContaining({
        problems: [
          expect.objectContaining({ pointer: '/lines/0/sku' }),
          expect.objectContaining({ pointer: '/lines/0/quantity' }),
          expect.objectContaining({ pointer: '/lines/0/unitPrice/amount' }),
        ],
      }),
    );
  });
});

describe('paying', () => {
  test('in parts leaves the order open until nothing is owed', () => {
    orders()
      .events([placed])
      .when(pay('10'))
      .then([received('10')])
      .thenState((state) => expect(state.status).toBe('open'));
  });

  test('the rest makes it paid, however it is written', () => {
    orders()
      .events([placed, received('10', customerId)])
      .when(pay('22.400'))
      .then([received('22.400')]);
  });

  test('the same payment twice does nothing', () => {
    orders()
      .events([placed, received('10')])
      .when(pay('10'))
      .thenNothing();
  });

  test('too much is refused', () => {
    orders()
      .events([placed, received('30', customerId)])
      .when(pay('2.41'))
      .thenRejected(PaymentTooHigh.of({ due: euros('2.40'), offered: euros('2.41') }));
  });

  test('another currency is refused', () => {
    orders()
      .events([placed])
      .when(pay('1', 'SEK'))
      .thenRejected(WrongCurrency.of({ expected: 'EUR', offered: 'SEK' }));
  });

  test('nothing that was never ordered can be paid', () => {
    orders().when(pay('1')).thenRejected(wrong('none', 'take a payment'));
  });
});

describe('shipping', () => {
  const ship = ShipOrder.of({ orderId, shipmentIds: [shipmentId] });

  test('needs everything paid, and says what is owed', () => {
    orders()
      .events([placed, received('10')])
      .when(ship)
      .thenRejected(StillUnpaid.of({ due: euros('22.40') }));
  });

  test('follows payment', () => {
    orders()
      .events([placed, received('32.40')])
      .when(ship)
      .then([shipped]);
  });

  test('happens once', () => {
    orders()
      .events([placed, received('32.40'), shipped])
      .when(ship)
      .thenRejected(wrong('shipped', 'be shipped'));
  });

  test('goes where the last change said', () => {
    const elsewhere = { ...destination, street: 'Mill Road', houseNumber: '9' };
    orders()
      .events([placed])
      .when(ChangeDestination.of({ orderId, destination: elsewhere }))
      .then([DestinationChanged.of({ destination: elsewhere, changedAt: now })])
      .when(ChangeDestination.of({ orderId, destination: elsewhere }))
      .thenNothing();
  });

  test('fixes the destination', () => {
    orders()
      .events([placed, received('32.40'), shipped])
      .when(ChangeDestination.of({ orderId, destination }))
      .thenRejected(wrong('shipped', 'change its destination'));
  });

  test('ends with delivery, which may be told twice', () => {
    const confirm = ConfirmDelivery.of({ orderId, deliveredAt: now });
    orders()
      .events([placed, received('32.40'), shipped])
      .when(confirm)
      .then([OrderArrived.of({ arrivedAt: now })])
      .when(confirm)
      .thenNothing()
      .thenState({ status: 'delivered', arrivedAt: now });
  });
});

describe('signing', () => {
  const sign = SignReceipt.of({ orderId, signedBy: 'Grace' });
  const signed = ReceiptSigned.of({ signedBy: 'Grace', signedAt: now });
  const underWay = () => orders().events([placed, received('32.40'), shipped]);

  test('at the door is told with the delivery', () => {
    underWay()
      .when(ConfirmDelivery.of({ orderId, deliveredAt: now, signedBy: 'Grace' }))
      .then([OrderArrived.of({ arrivedAt: now }), signed])
      .when(sign)
      .thenNothing();
  });

  test('may come later, by whoever took the parcel', () => {
    underWay()
      .when(ConfirmDelivery.of({ orderId, deliveredAt: now }))
      .then([OrderArrived.of({ arrivedAt: now })])
      .when(sign)
      .then([signed])
      .thenState({ status: 'delivered', arrivedAt: now, signedBy: 'Grace' });
  });

  test('is for what arrived', () => {
    underWay().when(sign).thenRejected(wrong('shipped', 'be signed for'));
  });
});

describe('cancelling', () => {
  const cancel = CancelOrder.of({ orderId, reason: 'changed my mind' });
  const cancelled = OrderCancelled.of({ reason: 'changed my mind', cancelledAt: now });

  test('costs nothing while nothing was paid', () => {
    orders().events([placed]).when(cancel).then([cancelled]);
  });

  test('refunds what was paid', () => {
    orders()
      .events([placed, received('10'), received('2.5', customerId)])
      .when(cancel)
      .then([cancelled, RefundGranted.of({ amount: euros('12.5') })]);
  });

  test('twice does nothing', () => {
    orders().events([placed, cancelled]).when(cancel).thenNothing();
  });

  test('comes too late once the parcel left', () => {
    orders()
      .events([placed, received('32.40'), shipped])
      .when(cancel)
      .thenRejected(wrong('shipped', 'be cancelled'));
  });
});
