import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HandledCommand, Middleware, Subscriber } from '../../../runtime/src/command/middleware.js';
import { causedBy } from '../../../runtime/src/message/caused-by.js';
import type { GivenMetadata } from '../../../runtime/src/message/metadata.js';
import type { Message, StreamEvent } from '../../../runtime/src/message/message.js';
import { cancelling, failure, orderId, orderingKit, otherId, placing, storedTypes } from './ordering-kit.js';

type Events = readonly StreamEvent<Message, object>[];

function recorder(notify: Subscriber['notify'] = () => undefined) {
  const told: Events[] = [];
  const failures: unknown[] = [];
  const subscriber: Subscriber = {
    async notify(events) {
      told.push(events);
      await notify(events);
    },
    failed: (error) => void failures.push(error),
  };
  return { told, failures, subscriber };
}

describe('subscribers', () => {
  test('are told of new events, once, in order, and of nothing else', async () => {
    const { told, subscriber } = recorder();
    const { ordering } = orderingKit({ subscribers: [subscriber] });
    const placed = await ordering.order.placeOrder(placing, { commandId: 'a' });
    await ordering.order.placeOrder(placing, { commandId: 'a' });
    await ordering.order.placeOrder(placing);
    await ordering.order.cancelOrder({ ...cancelling, orderId: otherId });
    const cancelled = await ordering.order.cancelOrder(cancelling);
    expect(told).toEqual([placed.events, cancelled.events]);
  });

  test('that fail neither undo nor repeat the command, nor keep others from being told', async () => {
    const failing = recorder(() => Promise.reject(new Error('no')));
    const throwing = recorder(() => {
      throw new Error('never');
    });
    const fine = recorder();
    const { ordering, store } = orderingKit({
      subscribers: [failing.subscriber, throwing.subscriber, fine.subscriber],
    });
    expect(await ordering.order.placeOrder(placing)).toMatchObject({ kind: 'accepted', deduplicated: false });
    expect([failing.failures, throwing.failures]).toEqual([[new Error('no')], [new Error('never')]]);
    expect(fine.told).toHaveLength(1);
    expect(await storedTypes(store)).toHaveLength(1);
  });

  test('may send further commands, whose conflicts are their own', async () => {
    const seen: string[] = [];
    const { ordering, store } = orderingKit({
      subscribers: [
        {
          async notify([event]) {
            seen.push(event?.type ?? '');
            if (event?.type !== 'ordering.OrderPlaced') return;
            await ordering.order.cancelOrder(cancelling, { metadata: causedBy(event) });
          },
          failed: (error) => void seen.push(String(error)),
        },
      ],
    });
    await ordering.order.placeOrder(placing);
    expect(seen).toEqual(['ordering.OrderPlaced', 'ordering.OrderCancelled']);
    expect(await storedTypes(store)).toEqual(['ordering.OrderPlaced', 'ordering.OrderCancelled']);
  });
});

describe('middleware', () => {
  const tracing =
    (name: string, log: string[]): Middleware =>
    async (command, next) => {
      log.push(`${name} before ${command.name}`);
      const outcome = await next(command);
      log.push(`${name} after ${outcome.kind}`);
      return outcome;
    };

  test('wraps commands, the first one outermost, once however many attempts there are', async () => {
    const log: string[] = [];
    const { ordering } = orderingKit({ middleware: [tracing('a', log), tracing('b', log)] });
    await ordering.order.placeOrder(placing);
    expect(log).toEqual(['a before PlaceOrder', 'b before PlaceOrder', 'b after accepted', 'a after accepted']);
  });

  test('sees the command as it will be handled', async () => {
    const seen: HandledCommand[] = [];
    const look: Middleware = (command, next) => {
      seen.push(command);
      return next(command);
    };
    const { ordering } = orderingKit({ middleware: [look] });
    await ordering.order.placeOrder(placing, { commandId: 'a', metadata: { actor: 'ann' } });
    expect(seen).toEqual([
      {
        context: 'ordering',
        aggregate: 'Order',
        name: 'PlaceOrder',
        command: { type: 'ordering.PlaceOrder', data: placing },
        id: { orderId },
        streamName: `ordering.order-${orderId}`,
        commandId: 'a',
        metadata: { actor: 'ann' },
      },
    ]);
  });

  test('may refuse, and nothing is stored', async () => {
    const refuse: Middleware = async () => {
      throw new Error('not you');
    };
    const { ordering, store } = orderingKit({ middleware: [refuse] });
    await expect(ordering.order.placeOrder(placing)).rejects.toThrow('not you');
    expect(await storedTypes(store)).toEqual([]);
  });

  test('may say more in metadata, the tenant of the command id included, and change nothing else', async () => {
    const enrich: Middleware = (command, next) =>
      next({
        ...command,
        metadata: { ...command.metadata, tenant: 'a', region: 'eu' },
        name: 'CancelOrder',
        commandId: 'other',
      });
    const { ordering, store } = orderingKit({ middleware: [enrich] });
    const outcome = await ordering.order.placeOrder(placing, { commandId: 'c' });
    expect(outcome.events[0]?.metadata).toMatchObject({ tenant: 'a', region: 'eu', commandId: 'c' });
    expect(await store.findOutcome({ tenant: 'a', context: 'ordering', commandId: 'c' })).toMatchObject({
      kind: 'accepted',
    });
  });
});

describe('metadata', () => {
  test('of a command that nobody caused begins a conversation', async () => {
    const { ordering } = orderingKit();
    const [event] = (await ordering.order.placeOrder(placing, { commandId: 'c-1' })).events;
    expect(event?.metadata).toEqual({ correlationId: 'c-1', causationId: 'c-1', commandId: 'c-1' });
  });

  test('cannot claim to be another command', async () => {
    const { ordering } = orderingKit();
    const [event] = (await ordering.order.placeOrder(placing, { metadata: { commandId: 'x', correlationId: 'r' } }))
      .events;
    expect(event?.metadata).toEqual({ correlationId: 'r', causationId: '00000000-0000-7000-8000-000000000001' });
  });

  test.each<[string, unknown]>([
    ['actor', 7],
    ['correlationId', ''],
    ['note', 1n],
    ['note', new Date()],
    ['note', '\0'],
  ])('%s cannot be %s', async (key, value) => {
    const { ordering, store } = orderingKit();
    const promise = ordering.order.placeOrder(placing, { metadata: { [key]: value } });
    if (value === '') await promise;
    else expect((await failure('invalid-message', promise)).problems[0]?.pointer).toBe(`/metadata/${key}`);
    expect(await storedTypes(store)).toHaveLength(value === '' ? 1 : 0);
  });

  test('links command to event to command, however long the chain', async () => {
    const given = fc.record({
      correlationId: fc.uuid(),
      actor: fc.string({ minLength: 1 }).filter((name) => !name.includes('\0')),
      tenant: fc.uuid(),
      traceparent: fc.uuid(),
    });
    await fc.assert(
      fc.asyncProperty(given, fc.array(fc.uuid(), { minLength: 1, maxLength: 5 }), async (first, tills) => {
        const { ordering } = orderingKit();
        let metadata: GivenMetadata = first;
        let cause: string | undefined;
        for (const [at, customerId] of tills.entries()) {
          const order = `00000000-0000-4000-8000-00000000000${at}`;
          const outcome = await ordering.order.placeOrder(
            { ...placing, orderId: order, customerId },
            { commandId: `c-${at}`, metadata },
          );
          const [event] = outcome.events;
          expect(event?.metadata).toEqual({
            ...first,
            causationId: `c-${at}`,
            commandId: `c-${at}`,
            ...(cause === undefined ? {} : { commandCausationId: cause }),
          });
          for await (const read of ordering.order.events(order)) expect(read.metadata).toEqual(event?.metadata);
          if (event !== undefined) metadata = causedBy(event);
          cause = event?.eventId;
        }
      }),
      { numRuns: 50 },
    );
  });
});
