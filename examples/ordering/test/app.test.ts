import type { FullEventStore } from '@varve/runtime';
import { createMemoryEventStore, isRuntimeError, readLog } from '@varve/runtime';
import { openSqliteStore } from '@varve/runtime/sqlite';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openShop } from '../src/app.js';
import { createNarrator } from '../src/narrator.js';
import { registries } from '../src/registries.js';
import { tellOldLog } from '../src/old-log.js';
import { playScenario, recall } from '../src/scenario.js';

const folders: string[] = [];
const opened: FullEventStore[] = [];

async function openFile(): Promise<FullEventStore> {
  const folder = await mkdtemp(join(tmpdir(), 'varve-ordering-'));
  folders.push(folder);
  return openSqliteStore(join(folder, 'orders.db'));
}

const stores: readonly (readonly [string, () => Promise<FullEventStore> | FullEventStore])[] = [
  ['memory', () => createMemoryEventStore()],
  ['SQLite', openFile],
];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

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

describe.each(stores)('on %s', (_, openStore) => {
  const shop = async () => {
    const store = await openStore();
    opened.push(store);
    return { store, ...openShop(store) };
  };

  test('an order is placed, and looked at now and as it was', async () => {
    const { order } = await shop();
    const outcome = await order.placeOrder(placing);
    expect(outcome).toMatchObject({ kind: 'accepted', streamVersion: 1, deduplicated: false });
    expect(outcome.events).toMatchObject([{ type: 'ordering.OrderPlaced', id: { orderId }, position: 0 }]);
    await order.cancelOrder({ orderId, reason: 'changed my mind' });
    expect((await order.load(orderId)).state).toEqual({ status: 'cancelled', reason: 'changed my mind' });
    expect(await order.load(orderId, { streamVersion: 1 })).toMatchObject({
      streamVersion: 1,
      state: { status: 'open' },
    });
  });

  test('a command with an id runs once, and another command cannot take the id', async () => {
    const { order } = await shop();
    const first = await order.placeOrder(placing, { commandId: 'order-1' });
    const second = await order.placeOrder(placing, { commandId: 'order-1' });
    expect(second).toEqual({ ...first, deduplicated: true });
    const other = order.placeOrder({ ...placing, channel: 'phone' }, { commandId: 'order-1' });
    await expect(other).rejects.toThrow(expect.objectContaining({ code: 'idempotency-key-reused' }));
  });

  test('a refusal is remembered under the command id too', async () => {
    const { order } = await shop();
    const refused = await order.cancelOrder({ orderId, reason: 'too early' }, { commandId: 'cancel-1' });
    expect(refused).toMatchObject({ kind: 'rejected', rejection: { type: 'ordering.WrongStatus' } });
    await order.placeOrder(placing);
    const again = await order.cancelOrder({ orderId, reason: 'too early' }, { commandId: 'cancel-1' });
    expect(again).toMatchObject({ kind: 'rejected', deduplicated: true });
  });

  test('correlation is carried into every event', async () => {
    const { order, store } = await shop();
    await order.placeOrder(placing, { metadata: { correlationId: 'visit-7', actor: 'ada' } });
    for await (const event of readLog(store, registries)) {
      expect(event.metadata).toMatchObject({ correlationId: 'visit-7', actor: 'ada' });
    }
  });

  test('two who decide at once do not both win', async () => {
    const { order } = await shop();
    const outcomes = await Promise.all([order.placeOrder(placing), order.placeOrder(placing)]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['accepted', 'rejected']);
  });

  test('data that does not fit is refused before anything is decided', async () => {
    const { order } = await shop();
    const crooked = Promise.resolve().then(() =>
      order.placeOrder({ ...placing, lines: lines.map((line) => ({ ...line, quantity: 0 })) }),
    );
    const error: unknown = await crooked.catch((reason: unknown) => reason);
    expect(isRuntimeError(error, 'invalid-message') && error.problems.map(({ pointer }) => pointer)).toEqual([
      '/lines/0/quantity',
    ]);
    expect(await order.load(orderId)).toMatchObject({ streamVersion: 0, state: { status: 'none' } });
  });

  test('the scenario tells of a delivered order, and of it again from what was stored', async () => {
    const { store, ...ordering } = await shop();
    const said: string[] = [];
    const narrator = createNarrator((line) => said.push(line));
    const played = await playScenario(ordering, narrator);
    await recall(openShop(store), played, narrator);
    expect(said.join('\n')).toContain('the order is delivered');
    const types = [];
    for await (const { type } of ordering.order.events(played)) types.push(type.slice('ordering.'.length));
    expect(types).toEqual([
      'OrderPlaced',
      'PaymentReceived',
      'PaymentReceived',
      'OrderShipped',
      'OrderArrived',
      'ReceiptSigned',
    ]);
  });
});

test('the log of the first release is told of, and left as it is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'varve-ordering-'));
  folders.push(folder);
  const said: string[] = [];
  await tellOldLog(
    folder,
    createNarrator((line) => said.push(line)),
  );
  const text = said.join('\n');
  expect(text).toContain('357 events of 13 types, in 13 stored versions, are read as those of today');
  expect(text).toContain('0 cannot be read');
  expect(text).toContain('28 orders, 16 of them signed for');
});
