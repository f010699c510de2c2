import { describe, expect, test } from 'vitest';
import { isRuntimeError, type RuntimeErrors } from '../../../runtime/src/index.js';
import { PlanVisit, visit, VisitPlanned } from '../../golden/branded-scalars/expected/src/generated/clinic/visit.js';
import { clinicRegistry } from '../../golden/branded-scalars/expected/src/generated/clinic/clinic.js';
import {
  ProductAdded,
  type ProductAddedInput,
} from '../../golden/constraints/expected/src/generated/products/product.js';
import { ticket, TicketOpened } from '../../golden/enums/expected/src/generated/support/ticket.js';
import { supportRegistry } from '../../golden/enums/expected/src/generated/support/support.js';
import { subscription } from '../../golden/event-lifecycle/expected/src/generated/subscriptions/subscription.js';
import { subscriptionsRegistry } from '../../golden/event-lifecycle/expected/src/generated/subscriptions/subscriptions.js';
import { HookFiltered } from '../../golden/open-objects/expected/src/generated/hooks/hook.js';
import { order, PlaceOrder } from '../../golden/ordering/expected/src/generated/ordering/order.js';
import { orderingRegistry } from '../../golden/ordering/expected/src/generated/ordering/ordering.js';
import { catalogue, CatalogueSaved } from '../../golden/recursion/expected/src/generated/catalogue/catalogue.js';
import { catalogueRegistry } from '../../golden/recursion/expected/src/generated/catalogue/catalogue.context.js';
import { PaymentMade } from '../../golden/tagged-unions/expected/src/generated/payments/payment.js';
import { recordedStreams } from '../../support/recorded-streams.js';

const uuid = '6f1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11';

function refusal(make: () => unknown): RuntimeErrors['invalid-message'] {
  try {
    make();
  } catch (error) {
    if (isRuntimeError(error, 'invalid-message')) return error;
    throw error;
  }
  return expect.fail('It was made.');
}

const pointers = (make: () => unknown): readonly string[] => refusal(make).problems.map(({ pointer }) => pointer);

const product: ProductAddedInput = {
  name: 'Kettle',
  label: 'K',
  stock: 0,
  step: 1.1,
  serial: 2n,
  price: '0.01',
  tags: ['a', 'b'],
  sizes: { s: 1 },
  box: { width: 1 },
};

describe('what breaks a constraint is not made', () => {
  test('and what keeps them is', () => {
    expect(ProductAdded.of(product).data).toEqual(product);
  });

  test.each<[string, Partial<ProductAddedInput>, readonly string[]]>([
    ['minLength', { name: '' }, ['/name']],
    ['maxLength in code points', { label: '😀'.repeat(61) }, ['/label']],
    ['minimum', { stock: -1 }, ['/stock']],
    ['maximum', { stock: 1_000_001 }, ['/stock']],
    ['exclusiveMinimum', { step: 0 }, ['/step']],
    ['multipleOf, exactly', { step: 1.15 }, ['/step']],
    ['bounds of a bigint', { serial: 0n }, ['/serial']],
    ['multiples of a bigint', { serial: 9_007_199_254_740_993n }, ['/serial']],
    ['bounds of a decimal', { price: '0.00' }, ['/price']],
    ['bounds of a decimal, beyond doubles', { price: '99999.990000000000000001' }, ['/price', '/price']],
    ['multiples of a decimal', { price: '0.015' }, ['/price']],
    ['minItems', { tags: [] }, ['/tags']],
    ['maxItems', { tags: ['a', 'b', 'c', 'd', 'e', 'f'] }, ['/tags']],
    ['uniqueItems', { tags: ['a', 'b', 'a'] }, ['/tags']],
    ['constraints of named items', { tags: ['a', ''] }, ['/tags/1']],
    ['minProperties of a map', { sizes: {} }, ['/sizes']],
    ['minProperties of an object', { box: {} }, ['/box']],
  ])('%s', (_keyword, change, expected) => {
    expect(pointers(() => ProductAdded.of({ ...product, ...change }))).toEqual(expected);
  });

  test('minProperties of an open object, which counts its further keys', () => {
    const union = { kind: 'b' } as const;
    expect(HookFiltered.of({ filter: { extra: { by: 'me' } }, union }).data.filter).toEqual({ extra: { by: 'me' } });
    expect(pointers(() => HookFiltered.of({ filter: {}, union }))).toEqual(['/filter']);
    expect(pointers(() => HookFiltered.of({ filter: { extra: {} }, union }))).toEqual(['/filter']);
  });

  test('multiples of a tenth, which doubles get wrong', () => {
    for (const step of [0.1, 0.3, 0.7, 1.1, 123_456.7])
      expect(ProductAdded.of({ ...product, step }).data.step).toBe(step);
  });

  test('maxLength counts letters, not code units', () => {
    expect(ProductAdded.of({ ...product, label: '😀'.repeat(60) }).data.label).toHaveLength(120);
  });

  test('each problem is named, wherever it is', () => {
    const made = () => ProductAdded.of({ ...product, name: '', stock: -1, tags: [''] });
    expect(pointers(made)).toEqual(['/name', '/stock', '/tags/0']);
    expect(refusal(made).message).toContain('products.ProductAdded');
  });

  test('in commands too, and in what they are made of', () => {
    const line = { sku: 'abc', quantity: 0, price: { amount: '1,5', currency: 'euro' } };
    const made = () =>
      PlaceOrder.of({ orderId: 'no uuid', customerId: uuid, lines: [line], payment: { kind: 'card', last4: '1' } });
    expect(pointers(made).toSorted()).toEqual([
      '/lines/0/price/amount',
      '/lines/0/price/currency',
      '/lines/0/quantity',
      '/lines/0/sku',
      '/orderId',
    ]);
  });
});

describe('what no type checker stopped is not made either', () => {
  const untyped = (data: object): Parameters<typeof PaymentMade.of>[0] => JSON.parse(JSON.stringify(data));
  const means = { kind: 'cash' };
  const fine = { means, tried: [], results: {} };

  test.each([
    ['a field that is missing', { means, tried: [] }, ''],
    ['a field nobody declared', { ...fine, tip: 1 }, ''],
    ['another type', { ...fine, tried: {} }, '/tried'],
    ['an unknown tag', { ...fine, means: { kind: 'cheque' } }, '/means/kind'],
    ['no tag', { ...fine, means: {} }, '/means/kind'],
    ['a field of another variant', { ...fine, means: { kind: 'cash', iban: 'x' } }, '/means'],
    ['null where nothing is nullable', { ...fine, last: null }, '/last'],
    [
      'something wrong deep inside',
      { ...fine, results: { a: { result: 'failed', code: 1, retry: {} } } },
      '/results/a/retry',
    ],
  ])('%s', (_what, data, pointer) => {
    const [problem] = refusal(() => PaymentMade.of(untyped(data))).problems;
    expect(problem?.pointer.startsWith(pointer)).toBe(true);
  });

  test('data that contains itself', () => {
    const endless: { name: string; parent?: object } = { name: 'a' };
    endless.parent = endless;
    const rest = {
      tree: { value: 1, children: [], byName: {} },
      rule: 'x',
      files: {},
      drawing: { type: 'group', members: [] },
    };
    // JSON cannot write it down, so it is put in afterwards.
    const data: Parameters<typeof CatalogueSaved.of>[0] = Object.assign(JSON.parse(JSON.stringify(rest)), {
      root: endless,
    });
    expect(refusal(() => CatalogueSaved.of(data)).message).toContain('256');
  });
});

describe('damaged data is refused when it is read', () => {
  const streams = recordedStreams(ticket, supportRegistry);
  const name = `support.ticket-${uuid}`;
  const opened = TicketOpened.of({
    priority: 'low',
    channel: 'web',
    country: 'AT',
    mood: 'calm',
    reason: 'it-starts-and-then-stops',
    tags: [],
    oneOnly: 'always',
  });
  const read = (data: string) =>
    streams.read({ ticketId: uuid }, name, [{ type: 'support.TicketOpened', schemaVersion: 1, data }]);
  const changed = (change: object): string => JSON.stringify({ ...opened.data, ...change });

  test('and undamaged data is not', async () => {
    const [event] = await read(changed({}));
    expect(event?.data).toEqual(opened.data);
  });

  test('an open enum takes what newer code wrote', async () => {
    const [event] = await read(changed({ channel: 'telepathy', language: null }));
    expect(event?.data).toMatchObject({ channel: 'telepathy', language: null });
  });

  test.each([
    ['a member that a closed enum does not have', changed({ priority: 'urgent' }), '/priority'],
    ['a member in a list', changed({ tags: ['billing', 'moods'] }), '/tags/1'],
    ['a missing field', '{"priority":"low"}', '/channel'],
    ['a field that version 1 does not have', changed({ weight: 1 }), '/weight'],
    ['another type', changed({ tags: 'billing' }), '/tags'],
    ['no object', '[]', 'data'],
  ])('%s', async (_what, data, pointer) => {
    await expect(read(data)).rejects.toThrow(pointer);
  });

  test('no JSON at all', async () => {
    await expect(read('{')).rejects.toThrow('position 0');
  });

  test('brands do not let anything else through', async () => {
    const planned = VisitPlanned.of({
      slot: { on: '2026-01-01', at: '09:00', takes: 'PT30M', zone: 'Europe/Berlin' },
      by: 'a@example.org',
      page: 'https://example.org',
      booked: '2026-01-01T00:00:00Z',
      local: '2026-01-01T00:00:00',
      offset: '2026-01-01T00:00:00+01:00',
      paid: '1.0',
      ms: '2026-01-01T00:00:00.001Z',
    });
    const { visitId } = PlanVisit.of({ visitId: uuid, slot: planned.data.slot, by: planned.data.by }).data;
    const { events } = await recordedStreams(visit, clinicRegistry).roundTrip({ visitId }, [planned]);
    expect(events[0]?.data).toEqual(planned.data);
    expect(pointers(() => VisitPlanned.of({ ...planned.data, booked: 'yesterday', by: 'nobody' }))).toEqual([
      '/by',
      '/booked',
    ]);
  });

  test('recursion beyond 256 levels', async () => {
    const deep = `${'{"name":"a","parent":'.repeat(300)}{"name":"b"}${'}'.repeat(300)}`;
    const data = `{"root":${deep},"tree":{"value":1,"children":[],"byName":{}},"rule":"x","files":{},"drawing":{"type":"group","members":[]}}`;
    const stored = [{ type: 'catalogue.CatalogueSaved', schemaVersion: 1, data }];
    const reading = recordedStreams(catalogue, catalogueRegistry).read(
      { catalogueId: 'c' },
      'catalogue.catalogue-c',
      stored,
    );
    await expect(reading).rejects.toThrow('256');
  });
});

describe('names and versions in the log', () => {
  const streams = recordedStreams(subscription, subscriptionsRegistry);
  const read = (type: string, schemaVersion: number, data: object) =>
    streams.read({ subscriptionId: uuid }, `subscriptions.subscription-${uuid}`, [
      { type, schemaVersion, data: JSON.stringify(data) },
    ]);
  const newest = { plan: 'p', since: '2026-01-01' };

  test.each([
    ['its own name', 'subscriptions.Subscribed', 2],
    ['an alias', 'subscriptions.Started', 2],
    ['an alias with other numbers', 'started', 4],
  ])('is read under %s', async (_which, type, schemaVersion) => {
    const [event] = await read(type, schemaVersion, newest);
    expect(event).toMatchObject({ type: 'subscriptions.Subscribed', data: newest });
  });

  test('a renamed event is written under its stored name and read by it', async () => {
    const [event] = await read('subscriptions.Ended', 1, {});
    expect(event?.type).toBe('subscriptions.Ended');
  });

  test('a retired event is still read', async () => {
    const [event] = await read('subscriptions.Paused', 1, { by: 'me' });
    expect(event).toMatchObject({ type: 'subscriptions.Paused', data: { by: 'me' } });
  });

  test('an ignored event is skipped, whatever it holds', async () => {
    expect(await read('subscriptions.Touched', 1, { at: 'never' })).toEqual([]);
  });

  test.each([
    ['a version that needs a step', 'subscriptions.Subscribed', 1],
    ['a version from the future', 'subscriptions.Subscribed', 3],
    ['a type nobody knows', 'subscriptions.Renewed', 1],
    ['the name of an inherited property', 'constructor', 1],
  ])('%s is refused', async (_what, type, schemaVersion) => {
    await expect(read(type, schemaVersion, newest)).rejects.toThrow(type);
  });

  test('events of another aggregate are refused in a stream', async () => {
    const stored = [{ type: 'subscriptions.Subscribed', schemaVersion: 2, data: '{}' }];
    const foreign = recordedStreams(order, orderingRegistry).read({ orderId: uuid }, `ordering.order-${uuid}`, stored);
    await expect(foreign).rejects.toThrow('subscriptions.Subscribed');
  });
});
