import { describe, expect, test } from 'vitest';
import { ExpectationError } from '../../../runtime/src/testing/expectation-error.js';
import { fixedClock, sequentialIds } from '../../../runtime/src/testing/fixed-sources.js';
import { given } from '../../../runtime/src/testing/given.js';
import {
  CancelOrder,
  EmptyOrder,
  order,
  OrderAlreadyPlaced,
  OrderCancelled,
  type OrderDecider,
  OrderPlaced,
  PlaceOrder,
} from '../sample/ordering/order.js';
import {
  CarrierUnknown,
  ScheduleShipment,
  SendShipment,
  shipment,
  ShipmentScheduled,
  ShipmentSent,
} from '../sample/ordering/shipment.js';
import { orderDecider } from '../sample/src/order.decider.js';
import { Shipment } from '../sample/src/shipment.aggregate.js';
import { cancelling, orderId, otherId, placing, price } from '../command/ordering-kit.js';

const place = PlaceOrder.of(placing);
const cancel = CancelOrder.of(cancelling);
const placed = OrderPlaced.of({
  customerId: otherId,
  total: { ...price, amount: '12.50' as typeof price.amount },
  channel: 'web',
  seq: 1n,
});
const cancelled = OrderCancelled.of({ reason: 'changed my mind' });

const failing = (story: () => unknown): ExpectationError => {
  try {
    story();
  } catch (error) {
    if (error instanceof ExpectationError) return error;
    throw error;
  }
  throw new Error('The expectation held.');
};

describe('a story of a decider', () => {
  test('reads like the specification', () => {
    given(order, orderDecider).when(place).then([placed]);
    given(order, orderDecider).events([placed]).when(cancel).then([cancelled]);
    given(order, orderDecider).when(cancel).thenNothing();
    given(order, orderDecider).events([placed]).when(place).thenRejected(OrderAlreadyPlaced.of({ orderId }));
    given(order, orderDecider)
      .when(PlaceOrder.of({ ...placing, lines: [] }))
      .thenRejected(EmptyOrder.of());
    given(order, orderDecider).events([placed, cancelled]).thenState({ status: 'cancelled' });
  });

  test('goes on over several commands', () => {
    given(order, orderDecider)
      .when(place)
      .then([placed])
      .thenState({ status: 'open', customerId: otherId, total: placed.data.total })
      .when(place)
      .thenRejected(OrderAlreadyPlaced.of({ orderId }))
      .when(cancel)
      .thenState({ status: 'cancelled' })
      .when(cancel)
      .thenNothing();
  });

  test('may begin with events as they lie in a log', () => {
    given(order, orderDecider)
      .stored({
        type: 'ordering.OrderCreated',
        schemaVersion: 2,
        data: {
          customerId: otherId,
          total: { amount: '1', currency: 'EUR' },
          channel: 'new channel',
          source: 'x',
          seq: '1',
        },
      })
      .when(cancel)
      .then([cancelled]);
    given(order, orderDecider)
      .stored({ type: 'ordering.OrderCancelled', schemaVersion: 1, data: '{"reason":"x"}' })
      .thenState({ status: 'cancelled' });
  });

  test('does not change when another one is told from the same beginning', () => {
    const beginning = given(order, orderDecider).events([placed]);
    beginning.when(cancel).then([cancelled]);
    beginning.when(cancel).then([cancelled]);
    beginning.thenState((state) => state.status === 'open');
  });

  test('cannot begin with what the code cannot read', () => {
    const old = given(order, orderDecider).stored({ type: 'ordering.OrderPlaced', schemaVersion: 1, data: {} });
    old.when(cancel).thenThrows('missing-upcaster');
    expect(() => old.thenState({ status: 'none' })).toThrow('has no step to schema version 2');
    expect(() => given(order, orderDecider).events([{ type: 'ordering.OrderCancelled', data: {} } as never])).toThrow(
      '/reason is missing',
    );
  });

  test('fails where production would', () => {
    const wild = {
      ...orderDecider,
      decide: { ...orderDecider.decide, CancelOrder: () => [placed] },
    } as unknown as OrderDecider;
    given(order, wild).when(cancel).thenThrows('invalid-decision');
    const jumping = {
      ...orderDecider,
      evolve: { ...orderDecider.evolve, OrderPlaced: () => ({ status: 'cancelled' }) },
    } as unknown as OrderDecider;
    given(order, jumping).when(place).thenThrows('illegal-transition');
    given(order, orderDecider)
      .when({ type: 'ordering.CancelOrder', data: { orderId: 'x' } } as never)
      .thenThrows('invalid-message');
    given(order, orderDecider)
      .when({ type: 'ordering.Nope', data: {} } as never)
      .thenThrows('invalid-use');
    const throwing = {
      ...orderDecider,
      decide: {
        ...orderDecider.decide,
        PlaceOrder: () => {
          throw new Error('a bug');
        },
      },
    };
    given(order, throwing)
      .when(place)
      .thenThrows((error) => error instanceof Error && error.message === 'a bug');
    expect(() => given(order, throwing).when(place).then([])).toThrow('a bug');
    expect(() => given(order, throwing).when(place).thenState({ status: 'none' })).toThrow('a bug');
  });

  test('is about one stream', () => {
    const other = CancelOrder.of({ ...cancelling, orderId: otherId });
    given(order, orderDecider).when(place).then([placed]).when(other).thenThrows('invalid-use');
  });
});

describe('a story of a class', () => {
  const id = { orderId, parcel: 1 };
  const schedule = ScheduleShipment.of({ ...id, carrier: 'post', on: '2026-02-28' });
  const scheduled = ShipmentScheduled.of({ carrier: 'post', on: '2026-02-28' });

  test('reads the same', () => {
    given(shipment, Shipment).when(schedule).then([scheduled]);
    given(shipment, Shipment)
      .when(ScheduleShipment.of({ ...schedule.data, carrier: 'owl' }))
      .thenRejected(CarrierUnknown.of({ carrier: 'owl' }));
    given(shipment, Shipment)
      .events([scheduled])
      .when(SendShipment.of(id))
      .then([ShipmentSent.of({ sentAt: '2026-01-01T00:00:00Z' })])
      .thenState((aggregate) => aggregate.sent)
      .when(SendShipment.of(id))
      .thenNothing();
  });

  test('keeps to preconditions', () => {
    given(shipment, Shipment).when(SendShipment.of(id)).thenThrows('stream-precondition');
    given(shipment, Shipment).events([scheduled]).when(schedule).thenThrows('stream-precondition');
  });

  test('takes the time that it is given', () => {
    const now = fixedClock('2026-05-05T05:05:05Z');
    given(shipment, Shipment, { now })
      .events([scheduled])
      .when(SendShipment.of(id))
      .then([ShipmentSent.of({ sentAt: '2026-05-05T05:05:05Z' })]);
    now.set('2026-06-06T06:06:06Z');
    given(shipment, Shipment, { now })
      .events([scheduled])
      .when(SendShipment.of(id))
      .then([ShipmentSent.of({ sentAt: '2026-06-06T06:06:06Z' })]);
  });
});

describe('a failed expectation', () => {
  test('shows the difference, and looks like an assertion to every runner', () => {
    const error = failing(() =>
      given(order, orderDecider)
        .events([placed])
        .when(cancel)
        .then([OrderCancelled.of({ reason: 'other' })]),
    );
    expect(error).toMatchObject({
      name: 'AssertionError',
      code: 'ERR_ASSERTION',
      expected: [{ type: 'ordering.OrderCancelled', data: { reason: 'other' } }],
      actual: [{ type: 'ordering.OrderCancelled', data: { reason: 'changed my mind' } }],
    });
    expect(error.message).toBe(
      [
        'The command led to other events.',
        '  - expected  + actual',
        '',
        '    [',
        '      {',
        '        type: "ordering.OrderCancelled",',
        '        data: {',
        '  -       reason: "other",',
        '  +       reason: "changed my mind",',
        '        },',
        '      },',
        '    ]',
        '',
      ].join('\n'),
    );
  });

  test.each<[string, () => unknown]>([
    ['events instead of none', () => given(order, orderDecider).when(place).thenNothing()],
    ['none instead of events', () => given(order, orderDecider).when(cancel).then([cancelled])],
    ['a rejection instead of events', () => given(order, orderDecider).events([placed]).when(place).then([placed])],
    ['a rejection instead of nothing', () => given(order, orderDecider).events([placed]).when(place).thenNothing()],
    ['events instead of a rejection', () => given(order, orderDecider).when(place).thenRejected(EmptyOrder.of())],
    [
      'another rejection',
      () =>
        given(order, orderDecider)
          .events([placed])
          .when(place)
          .thenRejected(OrderAlreadyPlaced.of({ orderId: otherId })),
    ],
    ['another state', () => given(order, orderDecider).events([placed]).thenState({ status: 'none' })],
    ['a state that the function refuses', () => given(order, orderDecider).thenState(() => false)],
    ['success instead of failure', () => given(order, orderDecider).when(place).thenThrows('invalid-decision')],
    [
      'another failure',
      () =>
        given(order, orderDecider)
          .when({ type: 'x', data: {} } as never)
          .thenThrows('invalid-decision'),
    ],
    [
      'bytes that differ',
      () =>
        given(order, orderDecider)
          .when(place)
          .then([OrderPlaced.of({ ...placed.data, receipt: new Uint8Array([1]) })]),
    ],
    [
      'a bigint that differs',
      () =>
        given(order, orderDecider)
          .when(place)
          .then([OrderPlaced.of({ ...placed.data, seq: 2n })]),
    ],
    ['too many events', () => given(order, orderDecider).when(place).then([placed, placed])],
  ])('names %s', (_what, story) => {
    expect(failing(story).message).toContain('  - expected  + actual');
  });

  test('lets errors of a looking function through', () => {
    expect(() =>
      given(order, orderDecider).thenState(() => {
        throw new TypeError('look');
      }),
    ).toThrow('look');
  });

  test('says so when somebody awaits a command', async () => {
    const forgotten = async (): Promise<unknown> => given(order, orderDecider).when(place) as never;
    await expect(forgotten()).rejects.toThrow('when(…) is no promise');
  });

  test('is not mistaken for a promise once it was told to the end', () => {
    expect(given(order, orderDecider).when(place).then([placed])).not.toHaveProperty('then');
  });
});

test('clocks stand at instants, ids count up', () => {
  const clock = fixedClock('2026-01-01T00:00:00Z');
  expect([clock(), clock()]).toEqual(['2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z']);
  expect(() => fixedClock('now')).toThrow('A clock stands at an instant');
  expect(() => clock.set('2026-01-01')).toThrow('A clock stands at an instant');
  const newId = sequentialIds();
  expect([newId(), newId()]).toEqual(['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002']);
});
