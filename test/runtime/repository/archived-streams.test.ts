import { describe, expect, test } from 'vitest';
import { verifyLog } from '../../../runtime/src/operations/index.js';
import { streamName } from '../../../runtime/src/message/stream-name.js';
import { cancelling, failure, orderId, orderingKit, otherId, placing } from '../command/ordering-kit.js';
import { orderingRegistry } from '../sample/ordering/ordering.js';

const order = streamName('ordering.order', [orderId]);

async function placedOrder() {
  const kit = orderingKit();
  await kit.ordering.order.placeOrder(placing, { commandId: 'place' });
  return kit;
}

describe('a repository', () => {
  test('folds a truncated stream from its whole history, and goes on', async () => {
    const { store, ordering } = await placedOrder();
    const before = await ordering.order.load(orderId);
    await store.truncateStream(order, { before: 1 });
    expect(await ordering.order.load(orderId)).toEqual(before);
    expect(before.state).toMatchObject({ status: 'open', customerId: otherId });
    const outcome = await ordering.order.cancelOrder(cancelling);
    expect(outcome).toMatchObject({ kind: 'accepted', streamVersion: 2 });
    await store.truncateStream(order, { before: 2 });
    expect(await ordering.order.load(orderId)).toMatchObject({ state: { status: 'cancelled' }, streamVersion: 2 });
    expect(await ordering.order.load(orderId, { streamVersion: 1 })).toMatchObject({ state: before.state });
    const types: string[] = [];
    for await (const { type } of ordering.order.events(orderId)) types.push(type);
    expect(types).toEqual(['ordering.OrderPlaced', 'ordering.OrderCancelled']);
  });

  test('answers a repeated command whose events are archived as the first time', async () => {
    const { store, ordering } = await placedOrder();
    await store.truncateStream(order, { before: 1 });
    const again = await ordering.order.placeOrder(placing, { commandId: 'place' });
    expect(again).toMatchObject({ kind: 'accepted', deduplicated: true, streamVersion: 1 });
  });

  test('loads an archived stream, and refuses commands to it until it is restored', async () => {
    const { store, ordering } = await placedOrder();
    await store.archiveStream(order, { streamVersion: 1 });
    expect(await ordering.order.load(orderId)).toMatchObject({ state: { status: 'open' }, streamVersion: 1 });
    const refused = await failure('stream-closed', ordering.order.cancelOrder(cancelling));
    expect(refused).toMatchObject({ reason: 'archived', streamName: order });
    const again = await ordering.order.placeOrder(placing, { commandId: 'place' });
    expect(again).toMatchObject({ kind: 'accepted', deduplicated: true });
    await store.restoreStream(order);
    expect(await ordering.order.cancelOrder(cancelling)).toMatchObject({ kind: 'accepted', streamVersion: 2 });
  });
});

test('verifying a log reads archived events, too', async () => {
  const { store, ordering } = await placedOrder();
  await ordering.order.cancelOrder(cancelling);
  const before = await verifyLog(store, { registries: [orderingRegistry] });
  await store.truncateStream(order, { before: 1 });
  expect(await verifyLog(store, { registries: [orderingRegistry] })).toEqual(before);
  await store.archiveStream(order, 'any');
  expect(await verifyLog(store, { registries: [orderingRegistry] })).toEqual(before);
  expect(before.types.reduce((sum, { stored }) => sum + stored, 0)).toBe(2);
});
