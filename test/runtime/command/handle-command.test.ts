import { describe, expect, test } from 'vitest';
import { EmptyOrder, OrderAlreadyPlaced, OrderCancelled, type OrderDecider } from '../sample/ordering/order.js';
import { orderDecider } from '../sample/src/order.decider.js';
import { cancelling, failure, orderId, orderingKit, otherId, placing, storedTypes } from './ordering-kit.js';

describe('a command', () => {
  test('is accepted with its events as they lie in the stream', async () => {
    const { ordering, store } = orderingKit();
    const outcome = await ordering.order.placeOrder(placing, { metadata: { actor: 'ann' } });
    expect(outcome).toStrictEqual({
      kind: 'accepted',
      events: [
        {
          type: 'ordering.OrderPlaced',
          data: {
            customerId: otherId,
            total: { amount: '12.50', currency: 'EUR' },
            channel: 'web',
            source: 'web',
            seq: 1n,
          },
          eventId: '00000000-0000-7000-8000-000000000002',
          id: { orderId },
          streamName: `ordering.order-${orderId}`,
          position: 0,
          part: 0,
          recordedAt: '2026-01-01T00:00:00Z',
          schemaVersion: 2,
          metadata: {
            actor: 'ann',
            correlationId: '00000000-0000-7000-8000-000000000001',
            causationId: '00000000-0000-7000-8000-000000000001',
          },
        },
      ],
      streamVersion: 1,
      deduplicated: false,
    });
    const read = [];
    for await (const event of ordering.order.events(orderId)) read.push(event);
    expect(read).toStrictEqual(outcome.events);
    expect(await storedTypes(store)).toEqual(['ordering.OrderPlaced']);
  });

  test('is rejected with a value, and nothing is stored', async () => {
    const { ordering, store } = orderingKit();
    const outcome = await ordering.order.placeOrder({ ...placing, lines: [] });
    expect(outcome).toEqual({
      kind: 'rejected',
      rejection: EmptyOrder.of(),
      events: [],
      streamVersion: 0,
      deduplicated: false,
    });
    expect(await storedTypes(store)).toEqual([]);
  });

  test('may find nothing to do', async () => {
    const { ordering } = orderingKit();
    expect(await ordering.order.cancelOrder(cancelling)).toEqual({
      kind: 'accepted',
      events: [],
      streamVersion: 0,
      deduplicated: false,
    });
  });

  test('is decided on all that happened before, however long ago', async () => {
    const { ordering, store } = orderingKit();
    await ordering.order.placeOrder(placing);
    const { events } = await store.readStream((await store.readLog()).events[0]?.streamName ?? (undefined as never));
    const [placed] = events;
    if (placed === undefined) throw new Error('nothing was stored');
    for (let at = 0; at < 25; at += 1) {
      await store.append({
        streamName: placed.streamName,
        expected: 'any',
        events: Array.from({ length: 100 }, (_, index) => ({
          ...placed,
          eventId: `00000000-0000-4000-8000-${String(100 * at + index).padStart(12, '0')}` as typeof placed.eventId,
        })),
      });
    }
    const outcome = await ordering.order.cancelOrder(cancelling);
    expect(outcome.streamVersion).toBe(2_502);
    expect(await ordering.order.load(orderId)).toMatchObject({ state: { status: 'cancelled' }, streamVersion: 2_502 });
  });

  test('is refused before anything happens when it does not fit', async () => {
    const { ordering, store } = orderingKit();
    const bad = { ...placing, lines: [{ sku: 'nope', quantity: 0, price: { amount: '1e3', currency: 'EUR' } }] };
    const error = await failure('invalid-message', ordering.order.placeOrder(bad as never));
    expect(error.problems.map(({ pointer }) => pointer)).toEqual([
      '/lines/0/sku',
      '/lines/0/quantity',
      '/lines/0/price/amount',
    ]);
    expect(await storedTypes(store)).toEqual([]);
  });
});

const deciding = (decide: object): OrderDecider =>
  ({ ...orderDecider, decide: { ...orderDecider.decide, ...decide } }) as never;

describe('a decision that the schema does not allow stores nothing', () => {
  test.each<[string, unknown, string]>([
    [
      'an event of another command',
      [OrderCancelled.of({ reason: 'x' })],
      'holds ordering.OrderCancelled, which it may not emit',
    ],
    ['an event of nobody', [{ type: 'ordering.Nope', data: {} }], 'holds ordering.Nope, which it may not emit'],
    ['no event', [7], 'holds something that is no event'],
    ['undefined', undefined, 'is neither a list of events nor a rejection'],
    ['a promise', Promise.resolve([]), 'is a promise; deciding is synchronous'],
    [
      'a single event',
      { type: 'ordering.OrderPlaced', data: {} },
      'is the rejection ordering.OrderPlaced, which it may not give',
    ],
    ['a rejection of nobody', { type: 'constructor', data: {} }, 'is the rejection constructor, which it may not give'],
  ])('%s', async (_what, decision, problem) => {
    const { ordering, store } = orderingKit({ decider: deciding({ PlaceOrder: () => decision }) });
    const error = await failure('invalid-decision', ordering.order.placeOrder(placing, { commandId: 'a' }));
    expect(error.message).toBe(`The decision of PlaceOrder ${problem}. Nothing was stored.`);
    expect(await storedTypes(store)).toEqual([]);
    expect(await store.findOutcome({ tenant: '', context: 'ordering', commandId: 'a' })).toBeUndefined();
  });

  test('an undeclared rejection', async () => {
    const { ordering } = orderingKit({ decider: deciding({ CancelOrder: () => OrderAlreadyPlaced.of({ orderId }) }) });
    await failure('invalid-decision', ordering.order.cancelOrder(cancelling));
  });

  test('a plain object is checked like one that its class made', async () => {
    const plain = { type: 'ordering.OrderPlaced', data: { customerId: 'x', extra: 1 } };
    const { ordering, store } = orderingKit({ decider: deciding({ PlaceOrder: () => [plain] }) });
    const error = await failure('invalid-message', ordering.order.placeOrder(placing));
    expect(error).toMatchObject({ type: 'ordering.OrderPlaced', schemaVersion: 2 });
    expect(await storedTypes(store)).toEqual([]);
    const rejecting = orderingKit({
      decider: deciding({ PlaceOrder: () => ({ type: 'ordering.OrderAlreadyPlaced', data: { orderId: 7 } }) }),
    });
    await failure('invalid-message', rejecting.ordering.order.placeOrder(placing));
  });

  test('a plain object that fits is stored with its defaults, and shares nothing', async () => {
    const data = { customerId: otherId, total: { amount: '1', currency: 'EUR' }, channel: 'phone', seq: 1n };
    const { ordering } = orderingKit({
      decider: deciding({ PlaceOrder: () => [{ type: 'ordering.OrderPlaced', data }] }),
    });
    const outcome = await ordering.order.placeOrder(placing);
    data.total.amount = '2';
    expect(outcome.events[0]?.data).toEqual({ ...data, total: { amount: '1', currency: 'EUR' }, source: 'web' });
  });

  test('a state that may not follow', async () => {
    const evolve = { ...orderDecider.evolve, OrderPlaced: () => ({ status: 'cancelled' }) };
    const { ordering, store } = orderingKit({ decider: { ...orderDecider, evolve } as never });
    const error = await failure('illegal-transition', ordering.order.placeOrder(placing));
    expect(error).toMatchObject({ from: 'none', to: 'cancelled', event: 'ordering.OrderPlaced' });
    expect(await storedTypes(store)).toEqual([]);
  });

  test('a state that nobody declared', async () => {
    const evolve = { ...orderDecider.evolve, OrderPlaced: () => ({ status: 'constructor' }) };
    await failure(
      'illegal-transition',
      orderingKit({ decider: { ...orderDecider, evolve } as never }).ordering.order.placeOrder(placing),
    );
  });
});

describe('wiring that contradicts the definition is refused at once', () => {
  test('a handler is missing', () => {
    expect(() => orderingKit({ decider: { ...orderDecider, decide: {} } as never })).toThrow(
      'The decider has no decide.PlaceOrder.',
    );
    expect(() =>
      orderingKit({ decider: { ...orderDecider, evolve: { OrderPlaced: orderDecider.evolve.OrderPlaced } } as never }),
    ).toThrow('The decider has no evolve.OrderCancelled.');
  });

  test('the initial state is not the declared one', () => {
    expect(() => orderingKit({ decider: { ...orderDecider, initialState: { status: 'open' } } as never })).toThrow(
      'initial state',
    );
  });

  test('there is no attempt', () => {
    for (const attempts of [0, -1, 0.5, NaN]) expect(() => orderingKit({ attempts })).toThrow('at least one attempt');
  });
});

describe('the precondition of a command', () => {
  const shipment = { orderId, parcel: 1 };
  const scheduling = { ...shipment, carrier: 'post', on: '2026-02-28' };

  test('binds when there are events to store', async () => {
    const { ordering, store } = orderingKit();
    const early = await failure('stream-precondition', ordering.shipment.sendShipment(shipment, { commandId: 'a' }));
    expect(early).toMatchObject({
      expects: 'existing',
      streamVersion: 0,
      streamName: `ordering.shipment-${orderId}+1`,
    });
    await ordering.shipment.scheduleShipment(scheduling);
    const again = await failure('stream-precondition', ordering.shipment.scheduleShipment(scheduling));
    expect(again).toMatchObject({ expects: 'new', streamVersion: 1 });
    expect(await storedTypes(store)).toEqual(['ordering.ShipmentScheduled']);
  });

  test('does not bind rejections and idle decisions, which see the actual state', async () => {
    const { ordering } = orderingKit();
    await ordering.shipment.scheduleShipment(scheduling);
    expect(await ordering.shipment.scheduleShipment({ ...scheduling, carrier: 'owl' })).toMatchObject({
      kind: 'rejected',
      streamVersion: 1,
    });
    await ordering.shipment.sendShipment(shipment);
    expect(await ordering.shipment.sendShipment(shipment)).toMatchObject({
      kind: 'accepted',
      events: [],
      streamVersion: 2,
    });
  });

  test('of another stream of the same aggregate is its own', async () => {
    const { ordering } = orderingKit();
    await ordering.shipment.scheduleShipment(scheduling);
    expect(await ordering.shipment.scheduleShipment({ ...scheduling, parcel: 2 })).toMatchObject({
      kind: 'accepted',
      streamVersion: 1,
    });
  });
});
