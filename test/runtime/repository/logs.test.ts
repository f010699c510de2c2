import { describe, expect, expectTypeOf, test } from 'vitest';
import type { LoggedEvent } from '../../../runtime/src/message/message.js';
import { defineRegistry, type Registry } from '../../../runtime/src/registry/registry.js';
import { readLog, type ReadLogEventsOptions } from '../../../runtime/src/repository/read-log.js';
import { toDecimal } from '../../../runtime/src/shape/decimal.js';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import type { NewStoredEvent } from '../../../runtime/src/store/stored-event.js';
import { order, type OrderCancelled, type OrderContract, type OrderId } from '../sample/ordering/order.js';
import { orderingRegistry } from '../sample/ordering/ordering.js';
import { AmountTaken, till, type TillContract, TillOpened } from '../sample/ordering/till.js';
import { faultyStore } from '../command/faulty-store.js';
import { cancelling, failure, orderId, orderingKit, placing, storedTypes } from '../command/ordering-kit.js';
import { storedSample } from '../codec/stored-sample.js';

const taken = (amount: string): AmountTaken => AmountTaken.of({ amount: toDecimal(amount), means: 'cash' });
const opened = TillOpened.of({ openedAt: '2026-01-01T08:00:00Z' });

describe('recording events', () => {
  test('stores them as they are told, and gives them back as they lie', async () => {
    const { ordering } = orderingKit();
    const outcome = await ordering.till.record('north', [opened, taken('1.50')], { metadata: { actor: 'ann' } });
    if (outcome.kind !== 'recorded') throw new Error(outcome.kind);
    expect(outcome).toMatchObject({ streamVersion: 2, deduplicated: false });
    const read = [];
    for await (const event of ordering.till.events('north')) read.push(event);
    expect(read).toStrictEqual(outcome.events);
    expect(read.map(({ id, metadata }) => [id, metadata.actor])).toEqual([
      [{ till: 'north' }, 'ann'],
      [{ till: 'north' }, 'ann'],
    ]);
  });

  test('answers with a conflict where the stream is not as expected', async () => {
    const { ordering, store } = orderingKit();
    await ordering.till.record('north', [opened], { expected: 'no-stream' });
    expect(await ordering.till.record('north', [opened], { expected: 'no-stream' })).toEqual({
      kind: 'conflict',
      streamVersion: 1,
    });
    expect(await ordering.till.record('north', [taken('1')], { expected: { streamVersion: 1 } })).toMatchObject({
      kind: 'recorded',
    });
    expect(await storedTypes(store)).toHaveLength(2);
  });

  test('happens once for one command id', async () => {
    const { ordering, store } = orderingKit();
    const first = await ordering.till.record('north', [opened, taken('1')], { commandId: 'a' });
    await ordering.till.record('north', [taken('2')]);
    expect(await ordering.till.record('north', [opened, taken('1')], { commandId: 'a' })).toEqual({
      ...first,
      deduplicated: true,
    });
    expect(await storedTypes(store)).toHaveLength(3);
  });

  test.each<[string, string, readonly (AmountTaken | TillOpened)[]]>([
    ['other data', 'north', [opened, taken('2')]],
    ['other events', 'north', [taken('1'), opened]],
    ['more events', 'north', [opened, taken('1'), taken('1')]],
    ['another stream', 'south', [opened, taken('1')]],
  ])('refuses a command id that recorded something else: %s', async (_what, name, events) => {
    const { ordering, store } = orderingKit();
    await ordering.till.record('north', [opened, taken('1')], { commandId: 'a' });
    const error = await failure('idempotency-key-reused', ordering.till.record(name, events, { commandId: 'a' }));
    expect(error.commandId).toBe('a');
    expect(await storedTypes(store)).toHaveLength(2);
  });

  test("checks what its classes did not make, and takes no other aggregate's events", async () => {
    const { ordering, store } = orderingKit();
    await failure(
      'invalid-message',
      ordering.till.record('north', [{ type: 'ordering.AmountTaken', data: { amount: 1, means: 'x' } }] as never),
    );
    await failure(
      'invalid-decision',
      ordering.till.record('north', [{ type: 'ordering.OrderCancelled', data: { reason: 'x' } }] as never),
    );
    await failure('invalid-decision', ordering.till.record('north', undefined as never));
    await failure('invalid-stream-name', ordering.till.record('', [opened]));
    expect(await storedTypes(store)).toEqual([]);
  });

  test('is made sure of when its outcome is unknown', async () => {
    for (const faults of [['unheard'], ['lost'], ['lost', 'unheard']] as const) {
      const { ordering, store } = orderingKit({ around: (inner) => faultyStore(inner, faults).store });
      expect(await ordering.till.record('north', [opened])).toMatchObject({ kind: 'recorded', deduplicated: false });
      expect(await storedTypes(store)).toHaveLength(1);
    }
  });

  test('of nothing stores nothing and still looks at the stream', async () => {
    const { ordering } = orderingKit();
    expect(await ordering.till.record('north', [])).toMatchObject({ kind: 'recorded', events: [], streamVersion: 0 });
    expect(await ordering.till.record('north', [], { expected: { streamVersion: 3 } })).toEqual({
      kind: 'conflict',
      streamVersion: 0,
    });
  });

  test('tells subscribers, but not of replays', async () => {
    const told: number[] = [];
    const subscriber = {
      notify: (events: readonly unknown[]) => void told.push(events.length),
      failed: () => undefined,
    };
    const { ordering } = orderingKit({ subscribers: [subscriber] });
    await ordering.till.record('north', [opened, taken('1')], { commandId: 'a' });
    await ordering.till.record('north', [opened, taken('1')], { commandId: 'a' });
    await ordering.till.record('north', []);
    expect(told).toEqual([2]);
  });
});

describe('events that were stored without a schema version', () => {
  const unversioned = { schemaVersion: 0, data: '{"openedAt":0}' };

  test('are read from stream and log under an alias that says what stands for it, and remain as they are', async () => {
    const kit = orderingKit();
    await put(kit.store, 'ordering.till-north', { ...unversioned, type: 'till-opened' });
    const expected = { type: 'ordering.TillOpened', schemaVersion: 0 };
    const events = [];
    for await (const event of kit.ordering.till.events('north')) events.push(event);
    expect(events).toMatchObject([expected]);
    expect(await read(kit.store)).toMatchObject([expected]);
  });

  test.each(['ordering.TillOpened', 'ordering.OrderCreated'])('are refused under %s, which does not', async (type) => {
    const kit = orderingKit();
    await put(kit.store, 'ordering.till-north', { ...unversioned, type });
    await failure('undecodable-event', read(kit.store));
  });
});

async function put(store: FullEventStore, streamName: string, event: Partial<NewStoredEvent>): Promise<void> {
  const { eventId, type, schemaVersion, data, metadata } = storedSample();
  const count = (await store.readLog()).events.length;
  const id = `${eventId.slice(0, -2)}${String(count + 50)}` as typeof eventId;
  await store.append({
    streamName: streamName as never,
    expected: 'any',
    events: [{ eventId: id, type, schemaVersion, data, metadata, ...event }],
  });
}

async function read(
  store: FullEventStore,
  options?: ReadLogEventsOptions,
  registries: readonly Registry[] = [orderingRegistry],
) {
  const events = [];
  for await (const event of readLog(store, registries, options)) events.push(event);
  return events;
}

async function threeStreams() {
  const kit = orderingKit();
  await kit.ordering.order.placeOrder(placing);
  await kit.ordering.till.record('north', [opened, taken('1')]);
  await kit.ordering.order.cancelOrder(cancelling);
  return kit;
}

describe('reading the log', () => {
  test('gives typed events in order, each with the identity of its own aggregate', async () => {
    const { store } = await threeStreams();
    const events = [];
    for await (const event of readLog(store, [orderingRegistry])) {
      events.push(event);
      if (event.type === 'ordering.OrderCancelled') {
        expectTypeOf(event).toEqualTypeOf<LoggedEvent<OrderCancelled, OrderId>>();
        expectTypeOf(event.id.orderId).toEqualTypeOf<string>();
      }
    }
    expect(events.map(({ type, id }) => [type, id])).toEqual([
      ['ordering.OrderPlaced', { orderId }],
      ['ordering.TillOpened', { till: 'north' }],
      ['ordering.AmountTaken', { till: 'north' }],
      ['ordering.OrderCancelled', { orderId }],
    ]);
    const [first] = events;
    expect(await read(store, first === undefined ? {} : { after: first.logPosition })).toHaveLength(3);
    expect(await read(store, { filter: { types: ['ordering.AmountTaken'] } })).toHaveLength(1);
  });

  test('goes through any number of pages', async () => {
    const { ordering, store } = orderingKit();
    for (let at = 0; at < 25; at += 1)
      await ordering.till.record(
        'north',
        Array.from({ length: 100 }, () => taken('1')),
      );
    expect(await read(store)).toHaveLength(2_500);
  });

  test('reads several contexts, and leaves out those it was not given', async () => {
    const { store } = await threeStreams();
    await put(store, 'shipping.parcel-1', { type: 'shipping.ParcelLost', data: 'whatever it is' });
    const orders = defineRegistry<OrderContract>('ordering', [order]);
    const tills = defineRegistry<TillContract>('tills', [till]);
    expect(await read(store)).toHaveLength(4);
    expect(await read(store, {}, [orders, tills])).toHaveLength(4);
    expect(await read(store, {}, [tills])).toHaveLength(2);
    await expect(read(store, {}, [orders])).rejects.toMatchObject({
      code: 'unknown-event-type',
      storedType: 'ordering.TillOpened',
    });
  });

  const unreadable: readonly [string, string, Partial<NewStoredEvent>, string][] = [
    ['of unknown type', `ordering.order-${orderId}`, { type: 'ordering.Unheard' }, 'unknown-event-type'],
    ['newer than this code', `ordering.order-${orderId}`, { schemaVersion: 3 }, 'newer-schema-version'],
    ['older than a step', `ordering.order-${orderId}`, { schemaVersion: 1 }, 'missing-upcaster'],
    ['that is damaged', `ordering.order-${orderId}`, { data: '{}' }, 'undecodable-event'],
    ['in a stream with a malformed id', 'ordering.order-nobody', {}, 'undecodable-event'],
    ['in a stream of nobody', 'ordering.cart-1', {}, 'undecodable-event'],
    [
      'with an unknown enum value',
      'ordering.till-x',
      { type: 'ordering.AmountTaken', schemaVersion: 1, data: '{"amount":1,"means":"owl"}' },
      'unknown-enum-value',
    ],
  ];

  test.each(unreadable)('fails, skips or parks an event %s', async (_what, streamName, event, code) => {
    const { store, ordering } = await threeStreams();
    await put(store, streamName, event);
    await ordering.till.record('south', [opened]);
    await expect(read(store)).rejects.toMatchObject({ code, streamName });
    expect(await read(store, { unreadable: 'skip' })).toHaveLength(5);
    const parked: unknown[] = [];
    expect(
      await read(store, {
        unreadable: 'park',
        park: (error, stored) => void parked.push([error.code, stored.streamName]),
      }),
    ).toHaveLength(5);
    expect(parked).toEqual([[code, streamName]]);
  });

  test('parks unknown enum values where the configuration says so, and fails on everything else', async () => {
    const { store } = orderingKit();
    const registry = defineRegistry('ordering', [order, till], { unknownEnum: 'park' });
    await put(store, 'ordering.till-x', {
      type: 'ordering.AmountTaken',
      schemaVersion: 1,
      data: '{"amount":1,"means":"owl"}',
    });
    const parked: string[] = [];
    const park: ReadLogEventsOptions['park'] = (error) => void parked.push(error.code);
    expect(await read(store, { park }, [registry])).toEqual([]);
    expect(parked).toEqual(['unknown-enum-value']);
    await expect(read(store, {}, [registry])).rejects.toMatchObject({ code: 'unknown-enum-value' });
    await put(store, 'ordering.till-x', { type: 'ordering.AmountTaken', schemaVersion: 1, data: '{}' });
    await expect(read(store, { park }, [registry])).rejects.toMatchObject({ code: 'undecodable-event' });
  });

  test('ends where parking fails, and needs to know how to park', async () => {
    const { store } = orderingKit();
    await put(store, 'ordering.cart-1', {});
    const park = async (): Promise<void> => Promise.reject(new Error('no room'));
    await expect(read(store, { unreadable: 'park', park })).rejects.toThrow('no room');
    await expect(read(store, { unreadable: 'park' })).rejects.toMatchObject({ code: 'invalid-use' });
  });
});
