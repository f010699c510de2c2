import type { FullEventStore } from '@varve/runtime';
import { createMemoryEventStore, readLog } from '@varve/runtime';
import { openSqliteStore } from '@varve/runtime/sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openShop } from '../src/app.js';
import { registries } from '../src/registries.js';

// Two shops on one store, which know nothing of each other.

const orderId = '0f0e2a51-9d5c-4f0e-8a3d-2b116f1c0f3e';
const customerId = '6f1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11';
const destination = {
  name: 'Ada',
  street: 'Harbour Lane',
  houseNumber: '3',
  postalCode: '20457',
  city: 'Hamburg',
  country: 'DE',
};
const lines = [{ sku: 'MUG-1', quantity: 2, unitPrice: { amount: '12.50', currency: 'EUR' } }];
const placing = { orderId, customerId, lines, destination };

const stores: readonly (readonly [string, () => Promise<FullEventStore> | FullEventStore])[] = [
  ['memory', () => createMemoryEventStore()],
  ['SQLite', () => openSqliteStore(':memory:')],
];

function openShops(store: FullEventStore) {
  const north = openShop(store.forTenant('north'));
  const south = openShop(store.forTenant('south'));
  return { north, south };
}

describe.each(stores)('two shops on one store, %s', (_, openStore) => {
  async function shops() {
    const store = await openStore();
    onTestFinished(() => store.close());
    return { store, ...openShops(store) };
  }

  test('have orders of the same ids, from commands of the same ids', async () => {
    const { north, south } = await shops();
    const once = { commandId: 'checkout-1' };
    const inNorth = await north.order.placeOrder(placing, once);
    const inSouth = await south.order.placeOrder({ ...placing, customerId: orderId }, once);
    expect([inNorth, inSouth]).toMatchObject([
      { kind: 'accepted', deduplicated: false },
      { kind: 'accepted', deduplicated: false },
    ]);
    expect(await north.order.placeOrder(placing, once)).toEqual({ ...inNorth, deduplicated: true });
    expect(inNorth.events[0]?.eventId).not.toBe(inSouth.events[0]?.eventId);

    await south.order.cancelOrder({ orderId, reason: 'changed my mind' });
    expect((await north.order.load(orderId)).state).toMatchObject({ status: 'open' });
    expect((await south.order.load(orderId)).state).toMatchObject({ status: 'cancelled' });
  });

  test('each read their own log, and whoever runs the store reads all', async () => {
    const { store, north, south } = await shops();
    await north.order.placeOrder(placing);
    await south.order.placeOrder(placing);
    await north.order.cancelOrder({ orderId, reason: 'changed my mind' });

    const own: string[] = [];
    for await (const event of readLog(store.forTenant('north'), registries)) own.push(event.type);
    expect(own).toEqual(['ordering.OrderPlaced', 'ordering.OrderCancelled']);

    const all: string[] = [];
    for await (const { type, tenant } of readLog(store, registries)) all.push(`${tenant}: ${type}`);
    expect(all).toEqual([
      'north: ordering.OrderPlaced',
      'south: ordering.OrderPlaced',
      'north: ordering.OrderCancelled',
    ]);
  });

  test('say in each event whose it is, and take nobody else’s name', async () => {
    const { north } = await shops();
    const { events } = await north.order.placeOrder(placing, { metadata: { actor: 'Ada' } });
    expect(events[0]?.metadata).toMatchObject({ actor: 'Ada', tenant: 'north' });
    const foreign = north.order.cancelOrder({ orderId, reason: '' }, { metadata: { tenant: 'south' } });
    await expect(foreign).rejects.toMatchObject({ code: 'invalid-use' });
  });
});
