import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { OrderAlreadyPlaced } from '../sample/ordering/order.js';
import { accountId, bankKit, open } from '../snapshot/bank-kit.js';
import { cancelling, failure, orderId, orderingKit, otherId, placing, storedTypes } from './ordering-kit.js';

const once = { commandId: 'command-1' };

describe('the same command again', () => {
  test('answers with the first outcome, its events read back', async () => {
    const { ordering, store } = orderingKit();
    const first = await ordering.order.placeOrder(placing, once);
    await ordering.order.cancelOrder(cancelling);
    const again = await ordering.order.placeOrder(placing, once);
    expect(again).toStrictEqual({ ...first, deduplicated: true });
    expect(again.events).not.toBe(first.events);
    expect(await storedTypes(store)).toHaveLength(2);
  });

  test('is rejected again, though it would be accepted now', async () => {
    const { ordering } = orderingKit();
    await ordering.order.placeOrder(placing);
    const first = await ordering.order.placeOrder(placing, once);
    expect(first).toMatchObject({ kind: 'rejected', deduplicated: false });
    const again = await ordering.order.placeOrder(placing, once);
    expect(again).toEqual({ ...first, deduplicated: true });
    if (again.kind === 'rejected') expect(again.rejection).toBeInstanceOf(OrderAlreadyPlaced);
  });

  test('has nothing to do again, though it would have now', async () => {
    const { ordering, store } = orderingKit();
    await ordering.order.cancelOrder(cancelling, once);
    await ordering.order.placeOrder(placing);
    expect(await ordering.order.cancelOrder(cancelling, once)).toEqual({
      kind: 'accepted',
      events: [],
      streamVersion: 0,
      deduplicated: true,
    });
    expect(await storedTypes(store)).toEqual(['ordering.OrderPlaced']);
  });

  test('is the same whatever the order of its keys', async () => {
    const { ordering } = orderingKit();
    await ordering.order.placeOrder(placing, once);
    const turned = Object.fromEntries(Object.entries(placing).reverse()) as unknown as typeof placing;
    expect(await ordering.order.placeOrder(turned, once)).toMatchObject({ deduplicated: true });
  });

  test('is known to another process on the same store', async () => {
    const { ordering, store } = orderingKit();
    await ordering.order.placeOrder(placing, once);
    expect(await orderingKit({ store }).ordering.order.placeOrder(placing, once)).toMatchObject({ deduplicated: true });
  });
});

describe('the same id for another command', () => {
  test.each<[string, (kit: ReturnType<typeof orderingKit>) => Promise<unknown>]>([
    ['other data', ({ ordering }) => ordering.order.placeOrder({ ...placing, customerId: orderId }, once)],
    ['another stream', ({ ordering }) => ordering.order.placeOrder({ ...placing, orderId: otherId }, once)],
    ['another type', ({ ordering }) => ordering.order.cancelOrder(cancelling, once)],
    ['another aggregate', ({ ordering }) => ordering.shipment.sendShipment({ orderId, parcel: 1 }, once)],
  ])('is an error: %s', async (_what, reuse) => {
    const kit = orderingKit();
    await kit.ordering.order.placeOrder(placing, once);
    const error = await failure('idempotency-key-reused', reuse(kit));
    expect(error.commandId).toBe('command-1');
    expect(await storedTypes(kit.store)).toHaveLength(1);
  });

  test('is no error for another tenant', async () => {
    const { ordering, store } = orderingKit();
    await ordering.order.placeOrder(placing, { ...once, metadata: { tenant: 'a' } });
    const other = { ...placing, orderId: otherId };
    expect(await ordering.order.placeOrder(other, { ...once, metadata: { tenant: 'b' } })).toMatchObject({
      deduplicated: false,
    });
    await failure('idempotency-key-reused', ordering.order.placeOrder(other, { ...once, metadata: { tenant: 'a' } }));
    expect(await storedTypes(store)).toHaveLength(2);
  });
});

test('ids of events follow from the command id, for good', async () => {
  const { ordering } = orderingKit();
  const outcome = await ordering.order.placeOrder(placing, {
    commandId: 'order-4711/place',
    metadata: { tenant: 'Zoë' },
  });
  // Frozen: these ids lie in logs.
  expect(outcome.events.map(({ eventId }) => eventId)).toEqual(['56fa0864-e2a4-525e-b481-cdd06eca033a']);
});

test('a recorded outcome that cannot be read is a typed error', async () => {
  const { ordering, store } = orderingKit();
  await ordering.order.placeOrder({ ...placing, lines: [] }, once);
  const damaged = (result: string): FullEventStore => ({
    ...store,
    async findOutcome(key) {
      const record = await store.findOutcome(key);
      return record === undefined ? undefined : { ...record, result };
    },
  });
  for (const result of [
    '{}',
    '[]',
    '{"streamVersion":0,"type":"ordering.Gone","data":"{}"}',
    '{"streamVersion":0,"type":"ordering.OrderAlreadyPlaced","data":"{}"}',
  ]) {
    await failure(
      'undecodable-outcome',
      orderingKit({ store: damaged(result) }).ordering.order.placeOrder({ ...placing, lines: [] }, once),
    );
  }
});

/** Lets fast-check decide in which order the store answers. */
function scheduled(store: FullEventStore, scheduler: fc.Scheduler): FullEventStore {
  return {
    ...store,
    append: scheduler.scheduleFunction((request, options) => store.append(request, options)),
    findOutcome: scheduler.scheduleFunction((key) => store.findOutcome(key)),
    recordOutcome: scheduler.scheduleFunction((record) => store.recordOutcome(record)),
    readStream: scheduler.scheduleFunction((name, options) => store.readStream(name, options)),
  };
}

interface Call {
  readonly command: 'place' | 'cancel';
  readonly commandId: string;
}

const calls = fc.array(
  fc.record<Call>({ command: fc.constantFrom('place', 'cancel'), commandId: fc.constantFrom('p', 'q') }),
  { minLength: 2, maxLength: 6 },
);

test('duplicates at the same time, in any interleaving, all get the one first outcome', async () => {
  let races = 0;
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), calls, async (scheduler, given) => {
      const store = createMemoryEventStore();
      const kit = orderingKit({ store: scheduled(store, scheduler), attempts: 20 });
      const answers = given.map(({ command, commandId }) => {
        const options = { commandId: `${command}-${commandId}` };
        return command === 'place'
          ? kit.ordering.order.placeOrder(placing, options)
          : kit.ordering.order.cancelOrder(cancelling, options);
      });
      await scheduler.waitFor(Promise.all(answers));
      const outcomes = await Promise.all(answers);
      for (const [at, { command, commandId }] of given.entries()) {
        const alike = outcomes.filter(
          (_, other) => given[other]?.command === command && given[other].commandId === commandId,
        );
        for (const outcome of alike)
          expect({ ...outcome, deduplicated: true }).toEqual({ ...outcomes[at], deduplicated: true });
        expect(
          alike.filter(({ events, deduplicated }) => events.length > 0 && !deduplicated).length,
        ).toBeLessThanOrEqual(1);
      }
      races += kit.pauses.length;
      const types = await storedTypes(store);
      expect(types.length).toBeLessThanOrEqual(2);
      expect(new Set(types).size).toBe(types.length);
      expect(types.length).toBe(new Set(outcomes.flatMap(({ events }) => events.map(({ eventId }) => eventId))).size);
    }),
    { numRuns: 150 },
  );
  // Otherwise nothing was tried here.
  expect(races).toBeGreaterThan(0);
});

test('a duplicate that finds its own events in what it loads answers with them, in any interleaving', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 5 }), async (scheduler, count) => {
      const store = createMemoryEventStore();
      await open(bankKit({ store }).bank);
      const { bank } = bankKit({ around: () => scheduled(store, scheduler), attempts: 20 });
      const answers = Array.from({ length: count }, () =>
        bank.account.moveMoney({ accountId, cents: 5 }, { commandId: 'deposit' }),
      );
      await scheduler.waitFor(Promise.all(answers));
      const outcomes = await Promise.all(answers);
      for (const { events } of outcomes) expect(events).toEqual(outcomes[0]?.events);
      expect(outcomes.filter(({ deduplicated }) => !deduplicated)).toHaveLength(1);
      expect(await storedTypes(store)).toEqual(['bank.AccountOpened', 'bank.MoneyMoved']);
    }),
    { numRuns: 100 },
  );
});

test('without ids, every command is decided on its own, and none is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 6 }), async (scheduler, count) => {
      const store = createMemoryEventStore();
      const kit = orderingKit({ store: scheduled(store, scheduler), attempts: 20 });
      const answers = Array.from({ length: count }, () => kit.ordering.order.placeOrder(placing));
      await scheduler.waitFor(Promise.all(answers));
      const outcomes = await Promise.all(answers);
      expect(outcomes.filter(({ kind }) => kind === 'accepted')).toHaveLength(1);
      expect(await storedTypes(store)).toEqual(['ordering.OrderPlaced']);
    }),
    { numRuns: 50 },
  );
});
