import { describe, expect, test } from 'vitest';
import { together } from '../../../runtime/src/together/index.js';
import { cancelling, failure, orderId, orderingKit, placing, storedTypes } from './ordering-kit.js';
import { createOrdering } from '../sample/ordering/ordering.js';
import { orderDecider } from '../sample/src/order.decider.js';
import { Shipment } from '../sample/src/shipment.aggregate.js';
import { customerId, openBank } from '../facts/bank-kit.js';

describe('a command that names the stream version it was meant for', () => {
  test('is decided on that one, the one of a stream that is not there included', async () => {
    const { ordering } = orderingKit();
    const placed = await ordering.order.placeOrder(placing, { expected: { streamVersion: 0 } });
    const cancelled = await ordering.order.cancelOrder(cancelling, { expected: placed });
    expect([placed.kind, cancelled.kind, cancelled.streamVersion]).toEqual(['accepted', 'accepted', 2]);
  });

  test.each([{ rememberedStreams: 0 }, { rememberedStreams: 10 }])(
    'fails on any other, and nothing is decided, %o',
    async (options) => {
      const { ordering, store } = orderingKit(options);
      await ordering.order.placeOrder(placing);
      for (const streamVersion of [0, 2, 7]) {
        const given = { commandId: `c${streamVersion}`, expected: { streamVersion } };
        const error = await failure('unexpected-version', ordering.order.cancelOrder(cancelling, given));
        expect(error).toMatchObject({ expected: streamVersion, actual: 1, streamName: `ordering.order-${orderId}` });
        expect(
          await store.findOutcome({ tenant: '', context: 'ordering', commandId: given.commandId }),
        ).toBeUndefined();
      }
      expect(await storedTypes(store)).toEqual(['ordering.OrderPlaced']);
      expect((await ordering.order.cancelOrder(cancelling, { expected: { streamVersion: 1 } })).kind).toBe('accepted');
    },
  );

  test('fails, too, when it would be rejected: it was meant for another state', async () => {
    const { ordering } = orderingKit();
    await ordering.order.placeOrder(placing);
    await failure('unexpected-version', ordering.order.placeOrder(placing, { expected: { streamVersion: 0 } }));
  });

  test('is not decided again when somebody was faster', async () => {
    const { ordering: rival, store } = orderingKit();
    await rival.order.placeOrder(placing);
    const { ordering, pauses } = orderingKit({
      store: {
        ...store,
        async append(request) {
          await rival.order.cancelOrder(cancelling);
          return store.append(request);
        },
      },
    });
    const late = ordering.order.cancelOrder(cancelling, { expected: { streamVersion: 1 } });
    expect(await failure('unexpected-version', late)).toMatchObject({ expected: 1, actual: 2 });
    expect(pauses).toHaveLength(1);
  });

  test('of two at once one wins, whatever is remembered', async () => {
    const { ordering } = orderingKit({ rememberedStreams: 10 });
    await ordering.order.placeOrder(placing);
    const rivals = Array.from({ length: 8 }, () =>
      ordering.order.cancelOrder(cancelling, { expected: { streamVersion: 1 } }),
    );
    const settled = await Promise.allSettled(rivals);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of settled)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'unexpected-version' });
  });

  test('that runs once is answered with its first outcome, though the stream went on', async () => {
    const { ordering } = orderingKit();
    const given = { commandId: 'a', expected: { streamVersion: 0 } };
    await ordering.order.placeOrder(placing, given);
    await ordering.order.cancelOrder(cancelling);
    expect(await ordering.order.placeOrder(placing, given)).toMatchObject({ deduplicated: true, streamVersion: 1 });
  });

  test('counts what came before it in the same commit', async () => {
    const { store } = orderingKit();
    const outcome = await together(store, async (unit) => {
      const ordering = createOrdering({
        store: unit,
        order: { decider: orderDecider },
        shipment: { aggregate: Shipment },
      });
      await ordering.order.placeOrder(placing);
      await failure('unexpected-version', ordering.order.cancelOrder(cancelling, { expected: { streamVersion: 0 } }));
      return ordering.order.cancelOrder(cancelling, { expected: { streamVersion: 1 } });
    });
    expect(outcome.kind).toBe('accepted');
  });

  test.each([-1, 1.5, Number.NaN, 2 ** 60])('is a mistake of the caller with %d', async (streamVersion) => {
    const { ordering } = orderingKit();
    await failure('invalid-use', ordering.order.placeOrder(placing, { expected: { streamVersion } }));
  });

  test('is a mistake of the caller with a revision', async () => {
    const { ordering } = orderingKit();
    await failure('invalid-use', ordering.order.placeOrder(placing, { expected: { revision: 0 } }));
  });
});

describe('a command that names the revision of a state', () => {
  test('is decided on that one and on no other', async () => {
    const { store } = orderingKit();
    const { profile } = openBank(store);
    await profile.openProfile({ customerId, name: 'Ann' }, { expected: { revision: 0 } });
    const renaming = { customerId, name: 'Bea' };
    const error = await failure('unexpected-version', profile.renameProfile(renaming, { expected: { revision: 0 } }));
    expect(error).toMatchObject({ expected: 0, actual: 1 });
    await failure('invalid-use', profile.renameProfile(renaming, { expected: { streamVersion: 1 } }));
    expect((await profile.renameProfile(renaming, { expected: { revision: 1 } })).kind).toBe('accepted');
    expect((await profile.load(customerId)).revision).toBe(2);
  });
});
