import { given, verifyUpcast, verifyUpcasts } from '@varve/runtime/testing';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  CancelOrder,
  ChangeDestination,
  OrderCancelled,
  OrderShipped,
  ReceiptSigned,
  ShipOrder,
  SignReceipt,
  StillUnpaid,
  order,
} from '../src/generated/ordering/order.js';
import { AlreadyScheduled, ScheduleShipment, shipment } from '../src/generated/ordering/shipment.js';
import { orderDecider } from '../src/order/order.decider.js';
import { orderUpcasters } from '../src/order/order.upcasters.js';
import { orderingTypeUpcasters } from '../src/ordering/types.upcasters.js';
import { registries } from '../src/registries.js';
import { Shipment } from '../src/shipment/shipment.aggregate.js';

const now = '2026-01-01T00:00:00Z';
const orderId = '0f0e2a51-9d5c-4f0e-8a3d-2b116f1c0f3e';
const shipmentId = '3d2b116f-1c0f-4e0a-914f-0e9d5c0f6f8a';
const euros = (amount: string) => ({ amount, currency: 'EUR' });
const oldDestination = { name: 'Ada', street: 'Harbour Lane 3', postalCode: '20457', city: 'Hamburg', country: 'DE' };
const destination = { ...oldDestination, street: 'Harbour Lane', houseNumber: '3' };

const stored = (type: string, data: object, schemaVersion = 1) => ({ type: `ordering.${type}`, schemaVersion, data });
const customerId = '6f1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11';
const line = { sku: 'MUG-1', quantity: 2, price: euros('12.50') };
const placing = {
  customerId,
  lines: [line],
  total: euros('25.00'),
  destination: oldDestination,
  channel: 'web',
  placedAt: now,
};
const placed = stored('OrderPlaced', placing);
const payment = (amount: string, id = customerId) => ({
  ...{ paymentId: id, amount: euros(amount), receivedAt: now },
  method: { kind: 'card', brand: 'VISA', last4: '4242' },
});
const received = (amount: string, id?: string) => stored('PaymentReceived', payment(amount, id));
const paid = stored('OrderPaid', { paidAt: now });
const shipped = stored('OrderShipped', { shipmentId, shippedAt: now });

const custom = { order: orderUpcasters, types: { ordering: orderingTypeUpcasters } };
const orders = () => given(order, orderDecider, { custom });
const shipments = () => given(shipment, Shipment, { custom });
const [ordering] = registries;

/** What one stored event is read as. */
const read = (
  type: string,
  data: object,
  known: { schemaVersion?: number; recordedAt?: string; metadata?: object } = {},
) => {
  const { schemaVersion = 1, ...facts } = known;
  return verifyUpcast(ordering, { type: `ordering.${type}`, schemaVersion, data, stored: facts });
};

describe('an order of the first release', () => {
  test('goes on under the name that its first event had once', () => {
    orders()
      .stored({ ...placed, type: 'ordering.OrderCreated' })
      .when(CancelOrder.of({ orderId, reason: 'too old' }))
      .then([OrderCancelled.of({ reason: 'too old', cancelledAt: now })]);
  });

  test('is paid once its payments add up, whether that was said or not', () => {
    const ship = ShipOrder.of({ orderId, shipmentIds: [shipmentId] });
    const leaves = [OrderShipped.of({ shipmentIds: [shipmentId], shippedAt: now })];
    orders().stored(placed).stored(received('25')).stored(paid).when(ship).then(leaves);
    orders().stored(placed).stored(received('20')).stored(received('5', orderId)).when(ship).then(leaves);
  });

  test('is not paid because that was said', () => {
    orders()
      .stored(placed)
      .stored(received('20'))
      .stored(paid)
      .when(ShipOrder.of({ orderId, shipmentIds: [shipmentId] }))
      .thenRejected(StillUnpaid.of({ due: euros('5.00') }));
  });

  test('goes where it goes, whoever separates street and number', () => {
    orders().stored(placed).when(ChangeDestination.of({ orderId, destination })).thenNothing();
    orders()
      .stored(placed)
      .stored(stored('DestinationChanged', { destination: { ...oldDestination, street: 'Mill Road 9' } }))
      .thenState((state) => state.status === 'open' && state.destination.houseNumber === '9');
  });

  test('that arrived unsigned can still be signed for, and signed for only once', () => {
    const sign = SignReceipt.of({ orderId, signedBy: 'Grace' });
    const underWay = orders().stored(placed).stored(received('25')).stored(paid).stored(shipped);
    underWay
      .stored(stored('OrderDelivered', { deliveredAt: now }))
      .when(sign)
      .then([ReceiptSigned.of({ signedBy: 'Grace', signedAt: now })])
      .when(sign)
      .thenNothing();
    underWay
      .stored(stored('OrderDelivered', { deliveredAt: now, signedBy: 'Ada' }))
      .when(sign)
      .thenNothing()
      .thenState({ status: 'delivered', arrivedAt: now, signedBy: 'Ada' });
  });
});

test('a parcel that a bike took was taken by dhl', () => {
  const booked = { orderId, carrier: 'bike', destination: oldDestination, grams: 900 };
  shipments()
    .stored(stored('ShipmentScheduled', booked))
    .when(ScheduleShipment.of({ shipmentId, orderId, carrier: 'ups', destination, parcel: { grams: 900 } }))
    .thenRejected(AlreadyScheduled.of({ carrier: 'dhl' }));
});

describe('what an old event says that nobody wrote down', () => {
  test.each([
    ['as a present', true],
    ['A GIFT, please', true],
    ['Give it to the presenter', false],
    [undefined, false],
  ])('a note of %j makes a present: %j', (note, gift) => {
    const lines = [note === undefined ? line : { ...line, note }];
    const { price: unitPrice, ...rest } = line;
    const kept = note === undefined ? {} : { note };
    expect(read('OrderPlaced', { ...placing, lines })).toMatchObject([
      { data: { lines: [{ ...rest, unitPrice, gift, ...kept }] } },
    ]);
  });

  test.each([
    ['VISA', 'visa'],
    ['MASTERCARD', 'mastercard'],
    ['AMEX', 'amex'],
    ['visa', 'other'],
    ['', 'other'],
  ])('a card of the brand %j is one of %s', (brand, scheme) => {
    const method = { kind: 'card', brand, last4: '4242' };
    expect(read('PaymentReceived', { ...payment('1'), method })).toMatchObject([
      { data: { method: { kind: 'card', scheme, last4: '4242' } } },
    ]);
  });

  test('other ways to pay are what they were', () => {
    const method = { kind: 'voucher', code: 'SPRING' };
    expect(read('PaymentReceived', { ...payment('1'), method })).toMatchObject([{ data: { method } }]);
  });

  test('whoever acted has booked; else it was the shop, and in version 3 it is written there', () => {
    const old = { schemaVersion: 2, metadata: { actor: 'ann' } };
    const data = { ...payment('1'), method: { kind: 'card', scheme: 'visa', last4: '4242' } };
    expect(read('PaymentReceived', data, old)).toMatchObject([{ data: { bookedBy: 'ann' } }]);
    expect(read('PaymentReceived', data, { schemaVersion: 2 })).toMatchObject([{ data: { bookedBy: 'shop' } }]);
    const today = { ...data, bookedBy: 'ben' };
    expect(read('PaymentReceived', today, { ...old, schemaVersion: 3 })).toMatchObject([{ data: { bookedBy: 'ben' } }]);
  });

  test('what was decided is what was recorded then', () => {
    const recordedAt = '2026-03-02T08:04:51Z';
    expect(read('DestinationChanged', { destination: oldDestination }, { recordedAt })).toMatchObject([
      { data: { destination, changedAt: recordedAt } },
    ]);
    const booked = { orderId, carrier: 'ups', destination: oldDestination, grams: 900 };
    expect(read('ShipmentScheduled', booked, { recordedAt })).toMatchObject([
      { data: { carrier: 'ups', destination, parcel: { grams: 900 }, bookedAt: recordedAt } },
    ]);
  });
});

describe('what was never written', () => {
  const newer = 'newer-schema-version';
  test.each([
    [
      'a carrier that no release knew',
      stored('ShipmentScheduled', { orderId, carrier: 'train', destination, grams: 1 }),
    ],
    ['data of another version', stored('OrderPlaced', { ...placing, lines: [{ ...line, gift: true }] })],
    ['a field that is missing', stored('OrderShipped', { shippedAt: now })],
    ['a version yet to come', stored('OrderPlaced', placing, 4), newer],
    ['a version that a retired event never got', stored('OrderPaid', { paidAt: now }, 2), newer],
  ])('is not read: %s', (_, event, code = 'undecodable-event') => {
    const story = event.type.includes('Shipment') ? shipments() : orders();
    expect(() => story.stored(event).thenState(() => undefined)).toThrow(expect.objectContaining({ code }));
  });
});

/** A file that `varve release` wrote. */
interface Fixture {
  readonly type: string;
  readonly schemaVersion: number;
  readonly samples: readonly { readonly data: object }[];
}

test('every version of every event and command that was ever released is read, and what leads down leads down', () => {
  const folder = new URL('../varve.fixtures/ordering/', import.meta.url);
  const samples = readdirSync(folder).flatMap((name) => {
    const fixture: Fixture = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
    const { type, schemaVersion } = fixture;
    return fixture.samples.map(({ data }) => ({ type, schemaVersion, data }));
  });
  expect(samples.length).toBeGreaterThan(40);
  verifyUpcasts(ordering, samples);
});
