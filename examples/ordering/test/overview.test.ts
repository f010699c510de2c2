import { randomUUID } from 'node:crypto';
import type { FullEventStore } from '@varve/runtime';
import { createMemoryEventStore } from '@varve/runtime';
import { openApplication } from '@varve/runtime/projections';
import { openSqliteStore } from '@varve/runtime/sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openShop } from '../src/app.js';
import { ordersOf } from '../src/overview.js';
import { copyOldLog } from './first-release/old-log.js';

const stores: readonly (readonly [string, () => Promise<FullEventStore> | FullEventStore])[] = [
  ['memory', () => createMemoryEventStore()],
  ['SQLite', () => openSqliteStore(':memory:')],
];

const destination = { name: 'Ada', street: 'Harbour Lane', postalCode: '20457', city: 'Hamburg', country: 'DE' };
const euros = (amount: string) => ({ amount, currency: 'EUR' });
const lines = [{ sku: 'MUG-1', quantity: 2, unitPrice: euros('12.50') }];
const voucher = { kind: 'voucher', code: 'SPRING' } as const;

async function running(store: FullEventStore) {
  const shop = openShop(store);
  const application = openApplication({ contexts: { shop } });
  await application.start();
  onTestFinished(async () => {
    await application.stop();
    await store.close();
  });
  return shop;
}

describe.each(stores)('on %s', (_, openStore) => {
  async function placed() {
    const shop = await running(await openStore());
    const [orderId, customerId] = [randomUUID(), randomUUID()];
    await shop.order.placeOrder({ orderId, customerId, lines, destination });
    const row = async () => {
      await shop.projections.orderSummary.caughtUp();
      return shop.projections.orderSummary.find({ orderId });
    };
    return { shop, orderId, customerId, row };
  }

  test('an order shows what was ordered, and what is due', async () => {
    const { shop, orderId, customerId, row } = await placed();
    const first = {
      orderId,
      customerId,
      status: 'open',
      total: euros('25.00'),
      due: '25.00',
      pieces: 2,
      city: 'Hamburg',
    };
    expect(await row()).toMatchObject(first);
    expect(Object.hasOwn((await row()) ?? {}, 'arrivedAt')).toBe(false);
    await shop.order.receivePayment({ orderId, paymentId: randomUUID(), amount: euros('5.5'), method: voucher });
    expect(await row()).toMatchObject({ ...first, due: '19.50' });
    await shop.order.receivePayment({ orderId, paymentId: randomUUID(), amount: euros('19.5'), method: voucher });
    expect(await row()).toMatchObject({ ...first, due: '0.00', status: 'paid' });
  });

  test('it follows the parcel, and gives up with the customer', async () => {
    const { shop, orderId, row } = await placed();
    await shop.order.changeDestination({ orderId, destination: { ...destination, city: 'Bremen' } });
    expect(await row()).toMatchObject({ city: 'Bremen', status: 'open' });
    await shop.order.cancelOrder({ orderId, reason: 'changed my mind' });
    expect(await row()).toMatchObject({ city: 'Bremen', status: 'cancelled' });
  });

  test('customers see their own orders, the newest first', async () => {
    const { shop, customerId, orderId } = await placed();
    const later = randomUUID();
    await shop.order.placeOrder({ orderId: later, customerId, lines, destination });
    await shop.order.placeOrder({ orderId: randomUUID(), customerId: randomUUID(), lines, destination });
    await shop.projections.orderSummary.caughtUp();
    const found = await ordersOf(shop, customerId);
    expect(found.map((order) => order.orderId).toSorted()).toEqual([orderId, later].toSorted());
    expect(found.map(({ placedAt }) => placedAt)).toEqual(
      found
        .map(({ placedAt }) => placedAt)
        .toSorted()
        .toReversed(),
    );
  });

  test('a tracking code is known the moment the parcel is handed over, and stands for the last one', async () => {
    const { shop, orderId } = await placed();
    const find = () => shop.projections.trackedParcel.find({ trackingCode: 'JD0146' });
    expect(await find()).toBeUndefined();
    for (const shipmentId of [randomUUID(), randomUUID()]) {
      const parcel = { shipmentId, orderId, destination, parcel: { grams: 900 }, carrier: 'dhl' } as const;
      await shop.shipment.scheduleShipment(parcel);
      await shop.shipment.handOverParcel({ shipmentId, trackingCode: 'JD0146' });
      expect(await find()).toMatchObject({ trackingCode: 'JD0146', shipmentId });
    }
  });
});

test('the orders of the first release have their rows, whatever their events were called then', async () => {
  const log = await copyOldLog();
  onTestFinished(() => log.remove());
  const shop = await running(log.store);
  await shop.projections.orderSummary.caughtUp();
  const statuses: Record<string, number> = {};
  for await (const { orderId, status, arrivedAt, total, due } of shop.projections.orderSummary.all()) {
    const { state } = await shop.order.load(orderId);
    // Whether everything was paid shows in the rows as it does in the state.
    expect(status, orderId).toBe(state.status === 'delivered' ? 'arrived' : state.status);
    expect(arrivedAt, orderId).toBe(state.status === 'delivered' ? state.arrivedAt : undefined);
    if (state.status === 'open') expect(Number(due)).toBeCloseTo(Number(total.amount) - Number(state.paid.amount));
    statuses[status] = (statuses[status] ?? 0) + 1;
  }
  expect(statuses).toEqual({ arrived: 28, shipped: 7, open: 4, cancelled: 9 });
});
