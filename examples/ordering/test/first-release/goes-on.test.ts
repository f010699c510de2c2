import { commandFromJson, readLog } from '@varve/runtime';
import { openSqliteStore } from '@varve/runtime/sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openShop } from '../../src/app.js';
import { registries } from '../../src/registries.js';
import { dataOf, metadataOf } from './old-data.js';
import { copyOldLog, type OldLog, storedEvents } from './old-log.js';

let log: OldLog;
beforeEach(async () => {
  log = await copyOldLog();
});
afterEach(() => log.remove());

/** Placed in March 2026, 67.10 EUR, to Harbour Lane 11; nothing else had happened when the log was copied. */
const orderId = 'a0000000-0000-7000-8000-000000000110';
const parcels = ['b1111111-0000-7000-8000-000000000001', 'b1111111-0000-7000-8000-000000000002'];
const method = { kind: 'card', scheme: 'amex', last4: '0005' } as const;
const payment = { orderId, paymentId: 'd1111111-0000-7000-8000-000000000001', method };

const storedOf = async (id: string) =>
  (await storedEvents(log.store)).filter(({ streamName }) => streamName === `ordering.order-${id}`);

describe('an order of the first release goes on today', () => {
  test('from payment to the signature, and is read as one story', async () => {
    const { order } = openShop(log.store);
    const desk = { metadata: { actor: 'phone-desk' } };
    await order.receivePayment({ ...payment, amount: { amount: '67.1', currency: 'EUR' } }, desk);
    await order.shipOrder({ orderId, shipmentIds: parcels });
    await order.confirmDelivery({ orderId, deliveredAt: '2026-11-02T10:00:00Z' });
    const signed = await order.signReceipt({ orderId, signedBy: 'Barbara' });
    expect(signed).toMatchObject({ kind: 'accepted', streamVersion: 5 });
    expect((await order.load(orderId)).state).toEqual({
      status: 'delivered',
      arrivedAt: '2026-11-02T10:00:00Z',
      signedBy: 'Barbara',
    });
    const story = [];
    for await (const { type, schemaVersion } of order.events(orderId)) story.push(`${type.slice(9)} ${schemaVersion}`);
    expect(story).toEqual([
      'OrderPlaced 1',
      'PaymentReceived 3',
      'OrderShipped 2',
      'OrderArrived 1',
      'ReceiptSigned 1',
    ]);
    expect((await storedOf(orderId)).map(({ type, schemaVersion }) => `${type.slice(9)} ${schemaVersion}`)).toEqual(
      story,
    );
  });

  test('with the rules of today over the facts of then', async () => {
    const { order } = openShop(log.store);
    const unpaid = await order.shipOrder({ orderId, shipmentIds: parcels });
    expect(unpaid).toMatchObject({ kind: 'rejected', rejection: { data: { due: { amount: '67.10' } } } });
    const tooMuch = await order.receivePayment({ ...payment, amount: { amount: '67.11', currency: 'EUR' } });
    expect(tooMuch).toMatchObject({ kind: 'rejected', rejection: { type: 'ordering.PaymentTooHigh' } });
  });

  test('and knows where its parcel goes, in words that it was never told', async () => {
    const { order } = openShop(log.store);
    const there = { name: 'Barbara', street: 'Harbour Lane', houseNumber: '11', postalCode: '8001', city: 'Zürich' };
    const same = await order.changeDestination({ orderId, destination: { ...there, country: 'CH' } });
    expect(same).toMatchObject({ kind: 'accepted', events: [] });
    const next = await order.changeDestination({
      orderId,
      destination: { ...there, houseNumber: '12', country: 'CH' },
    });
    expect(next.events).toMatchObject([{ data: { destination: { street: 'Harbour Lane', houseNumber: '12' } } }]);
  });

  test('after the program was started again', async () => {
    await openShop(log.store).order.cancelOrder({ orderId, reason: 'nobody paid' });
    await log.store.close();
    const reopened = await openSqliteStore(log.path);
    const { state, streamVersion } = await openShop(reopened).order.load(orderId);
    expect({ state, streamVersion }).toEqual({
      state: { status: 'cancelled', reason: 'nobody paid' },
      streamVersion: 2,
    });
    let count = 0;
    for await (const _ of readLog(reopened, registries)) count += 1;
    expect(count).toBe(373 + 1);
    await reopened.close();
    log = { ...log, store: await openSqliteStore(log.path) };
  });
});

describe('a command of the first release', () => {
  const [registry] = registries;

  /** The command that led to an order of the log, as it was sent then. */
  async function firstCommand() {
    const [placed] = await storedEvents(log.store);
    if (placed === undefined) throw new Error('The log is empty.');
    const { customerId, lines, destination, channel } = dataOf(placed, 'ordering.OrderPlaced');
    const { commandId } = metadataOf(placed);
    const id = placed.streamName.slice('ordering.order-'.length);
    return { commandId, data: { orderId: id, customerId, lines, destination, channel } };
  }

  test('that comes once more is known, though it is another one now', async () => {
    const { commandId, data } = await firstCommand();
    const command = commandFromJson(registry, { type: 'ordering.PlaceOrder', schemaVersion: 1, data });
    const { order } = openShop(log.store);
    const again = await order.placeOrder(command.data, { commandId });
    expect(again).toMatchObject({ kind: 'accepted', deduplicated: true, streamVersion: 1 });
    expect(again.events).toMatchObject([
      {
        schemaVersion: 1,
        data: { destination: { street: 'Harbour Lane', houseNumber: '1' }, lines: [{ gift: true }] },
      },
    ]);
  });

  test('whose id somebody takes for another order is refused', async () => {
    const { commandId, data } = await firstCommand();
    const other = { ...data, channel: 'phone' };
    const command = commandFromJson(registry, { type: 'ordering.PlaceOrder', schemaVersion: 1, data: other });
    await expect(openShop(log.store).order.placeOrder(command.data, { commandId })).rejects.toThrow(
      expect.objectContaining({ code: 'idempotency-key-reused' }),
    );
  });

  test('with a carrier that is no longer booked is taken as whom it became', () => {
    const data = { shipmentId: parcels[0], orderId, carrier: 'bike', destination: plain, grams: 900 };
    const command = commandFromJson(registry, { type: 'ordering.ScheduleShipment', schemaVersion: 1, data });
    expect(command.data).toMatchObject({ carrier: 'dhl', parcel: { grams: 900 }, destination: { houseNumber: '11' } });
  });

  test('that no release ever knew is refused', () => {
    const data = { shipmentId: parcels[0], orderId, carrier: 'train', destination: plain, grams: 900 };
    expect(() => commandFromJson(registry, { type: 'ordering.ScheduleShipment', schemaVersion: 1, data })).toThrow(
      expect.objectContaining({ code: 'invalid-message' }),
    );
  });
});

const plain = { name: 'Barbara', street: 'Harbour Lane 11', postalCode: '8001', city: 'Zürich', country: 'CH' };

describe('while the first release still runs beside today’s', () => {
  const placing = {
    orderId: 'a1111111-0000-7000-8000-000000000001',
    customerId: 'c0000000-0000-7000-8000-000000000111',
    lines: [{ sku: 'MUG-1', quantity: 1, unitPrice: { amount: '12.50', currency: 'EUR' }, gift: true }],
    destination: {
      name: 'Ada',
      street: 'Mill Road',
      houseNumber: '9a',
      postalCode: '1050',
      city: 'København',
      country: 'DK',
    },
  };

  test('new orders are written so that it can read them', async () => {
    const { order } = openShop(log.store, { writeAs: { 'ordering.OrderPlaced': 1 } });
    const { events } = await order.placeOrder(placing);
    const [stored] = await storedOf(placing.orderId);
    expect(stored).toMatchObject({ type: 'ordering.OrderPlaced', schemaVersion: 1 });
    expect(JSON.parse(stored?.data ?? '')).toMatchObject({
      lines: [{ sku: 'MUG-1', quantity: 1, price: { amount: '12.50', currency: 'EUR' } }],
      destination: { street: 'Mill Road 9a' },
    });
    // What it has no word for is gone for us as well: everybody is told what reading will give.
    expect(events).toMatchObject([
      { schemaVersion: 1, data: { lines: [{ gift: false }], destination: { houseNumber: '9a' } } },
    ]);
  });

  test('a version that there never was cannot be written', () => {
    expect(() => openShop(log.store, { writeAs: { 'ordering.OrderPlaced': 7 } })).toThrow();
  });
});
