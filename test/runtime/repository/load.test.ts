import { describe, expect, test } from 'vitest';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { fixedClock } from '../../../runtime/src/testing/fixed-sources.js';
import { Shipment } from '../sample/src/shipment.aggregate.js';
import { cancelling, failure, orderId, orderingKit, otherId, placing } from '../command/ordering-kit.js';

/** An order placed at noon and cancelled at one, recorded with microseconds. */
async function twoEvents() {
  const now = fixedClock('2026-01-01T12:00:00.000001Z');
  const kit = orderingKit({ store: createMemoryEventStore({ now }) });
  await kit.ordering.order.placeOrder(placing);
  now.set('2026-01-01T13:00:00Z');
  await kit.ordering.order.cancelOrder(cancelling);
  return kit;
}

const open = { status: 'open', customerId: otherId, total: { amount: '12.50', currency: 'EUR' } };

describe('loading', () => {
  test('an absent stream gives the initial state', async () => {
    const { ordering } = orderingKit();
    expect(await ordering.order.load(orderId)).toStrictEqual({
      state: { status: 'none' },
      streamVersion: 0,
      lastRecordedAt: undefined,
    });
    for await (const event of ordering.order.events(orderId)) throw new Error(event.type);
  });

  test.each([
    [0, { status: 'none' }],
    [1, open],
    [2, { status: 'cancelled' }],
  ])('at stream version %d', async (streamVersion, state) => {
    const { ordering } = await twoEvents();
    expect(await ordering.order.load(orderId, { streamVersion })).toMatchObject({ state, streamVersion });
  });

  test.each([
    [{ streamVersion: 0 }, undefined],
    [{ streamVersion: 1 }, '2026-01-01T12:00:00.000001Z'],
    [{ asOf: '2026-01-01T12:59:59Z' }, '2026-01-01T12:00:00.000001Z'],
    [{ asOf: '2026-01-01T11:59:59Z' }, undefined],
    [undefined, '2026-01-01T13:00:00Z'],
  ])('at %j says when its last event was recorded', async (at, lastRecordedAt) => {
    const { ordering } = await twoEvents();
    expect((await ordering.order.load(orderId, at)).lastRecordedAt).toBe(lastRecordedAt);
  });

  test('at a stream version still to come is an error that names the present one', async () => {
    const { ordering } = await twoEvents();
    const error = await failure('stream-version-not-reached', ordering.order.load(orderId, { streamVersion: 3 }));
    expect(error).toMatchObject({ asked: 3, streamVersion: 2, streamName: `ordering.order-${orderId}` });
  });

  test.each([
    ['2026-01-01T12:00:00Z', 0],
    ['2026-01-01T12:00:00.000001Z', 1],
    ['2026-01-01T12:00:00.000001000Z', 1],
    ['2026-01-01T12:59:59.999999999Z', 1],
    ['2026-01-01T13:00:00.000Z', 2],
    ['9999-12-31T23:59:59Z', 2],
    ['0000-01-01T00:00:00Z', 0],
  ])('as of %s sees %d events', async (asOf, streamVersion) => {
    const { ordering } = await twoEvents();
    expect((await ordering.order.load(orderId, { asOf })).streamVersion).toBe(streamVersion);
  });

  test.each([
    { streamVersion: -1 },
    { streamVersion: 0.5 },
    { streamVersion: NaN },
    { asOf: 'yesterday' },
    { asOf: '2026-01-01T12:00:00+01:00' },
  ])(
    'at no moment at all is refused: %o',
    async (at) => void (await failure('invalid-use', (await twoEvents()).ordering.order.load(orderId, at))),
  );

  test('with an id that fits no stream is refused', async () => {
    const { ordering } = orderingKit();
    await failure('invalid-stream-name', ordering.order.load('not a uuid'));
    await failure('invalid-stream-name', ordering.shipment.load({ orderId, parcel: 0.5 }));
  });

  test('takes the prefix before the first later event, even where a clock had stepped back', async () => {
    const { ordering, store } = await twoEvents();
    const rewound = {
      ...store,
      readStream: async (...args: Parameters<typeof store.readStream>) => {
        const page = await store.readStream(...args);
        const times = ['2026-01-01T12:00:00Z', '2026-01-01T11:00:00Z'];
        return { ...page, events: page.events.map((event, at) => ({ ...event, recordedAt: times[at] ?? '' })) };
      },
    };
    const past = orderingKit({ store: rewound }).ordering;
    expect((await past.order.load(orderId, { asOf: '2026-01-01T11:30:00Z' })).streamVersion).toBe(0);
    expect((await ordering.order.load(orderId)).streamVersion).toBe(2);
  });
});

describe('an event that cannot be read', () => {
  const damaged = async (change: object) => {
    const { store } = await twoEvents();
    return orderingKit({
      store: {
        ...store,
        readStream: async (...args) => {
          const page = await store.readStream(...args);
          return {
            ...page,
            events: page.events.map((event) => (event.position === 1 ? { ...event, ...change } : event)),
          };
        },
      },
    }).ordering;
  };

  test.each([
    [{ type: 'ordering.Unheard' }, 'unknown-event-type'],
    [{ schemaVersion: 9 }, 'newer-schema-version'],
    [{ data: '{' }, 'undecodable-event'],
    [{ type: 'ordering.ShipmentSent', data: '{"sentAt":"2026-01-01T00:00:00Z"}' }, 'unknown-event-type'],
  ] as const)('is never skipped when a stream is folded: %o', async (change, code) => {
    const ordering = await damaged(change);
    expect(await failure(code, ordering.order.load(orderId))).toMatchObject({ position: 1 });
    await failure(code, ordering.order.placeOrder(placing, { commandId: 'c' }));
    expect(await ordering.order.load(orderId, { streamVersion: 1 })).toMatchObject({ streamVersion: 1 });
  });
});

describe('a class aggregate', () => {
  const shipment = { orderId, parcel: 7 };

  test('is replayed into an instance of its own, each time', async () => {
    const { ordering } = orderingKit();
    await ordering.shipment.scheduleShipment({ ...shipment, carrier: 'post', on: '2026-02-28' });
    const before = await ordering.shipment.load(shipment);
    await ordering.shipment.sendShipment(shipment);
    const after = await ordering.shipment.load(shipment);
    if (!(before.state instanceof Shipment && after.state instanceof Shipment)) throw new Error('another class');
    expect([before.state.sent, after.state.sent]).toEqual([false, true]);
    expect(after.streamVersion).toBe(2);
  });

  test('may reject, or do nothing', async () => {
    const { ordering } = orderingKit();
    const outcome = await ordering.shipment.scheduleShipment({ ...shipment, carrier: 'owl', on: '2026-02-28' });
    expect(outcome).toMatchObject({
      kind: 'rejected',
      rejection: { type: 'ordering.CarrierUnknown', data: { carrier: 'owl' } },
    });
  });

  test('that raises and rejects at once is refused, and so is raising what the command may not emit', async () => {
    class Undecided extends Shipment {
      override scheduleShipment(...args: Parameters<Shipment['scheduleShipment']>) {
        super.scheduleShipment(...args);
        return { type: 'ordering.CarrierUnknown', data: { carrier: 'x' } } as const;
      }

      override sendShipment({ data }: Parameters<Shipment['sendShipment']>[0]): void {
        super.scheduleShipment({
          type: 'ordering.ScheduleShipment',
          data: { ...data, carrier: 'post', on: '2026-01-01' },
        });
      }
    }
    const { ordering, store } = orderingKit({ shipment: { aggregate: Undecided } } as never);
    const both = await failure(
      'invalid-decision',
      ordering.shipment.scheduleShipment({ ...shipment, carrier: 'post', on: '2026-02-28' }),
    );
    expect(both.message).toContain('has raised events and rejects the command all the same');
    const foreign = await failure('invalid-decision', ordering.shipment.sendShipment(shipment));
    expect(foreign.message).toContain('holds ordering.ShipmentScheduled, which it may not emit');
    expect((await store.readLog()).events).toEqual([]);
  });

  test('queues nothing for an event that it could not apply', async () => {
    class Failing extends Shipment {
      protected override onShipmentScheduled(): void {
        throw new Error('cannot apply');
      }
    }
    const { ordering, store } = orderingKit({ shipment: { aggregate: Failing } } as never);
    await expect(
      ordering.shipment.scheduleShipment({ ...shipment, carrier: 'post', on: '2026-02-28' }),
    ).rejects.toThrow('cannot apply');
    expect((await store.readLog()).events).toEqual([]);
  });
});
