import { describe, expect, expectTypeOf, test } from 'vitest';
import { eventFromJson } from '../../../runtime/src/codec/event-from-json.js';
import type { RuntimeError } from '../../../runtime/src/errors/runtime-error.js';
import { type OrderCancelled, OrderPlaced } from '../sample/ordering/order.js';
import { orderingRegistry } from '../sample/ordering/ordering.js';
import { TillOpened } from '../sample/ordering/till.js';

const customerId = '6f1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11';
const placed = {
  customerId,
  total: { amount: '12.50', currency: 'EUR' },
  channel: 'web',
  source: 'web',
  receipt: 'AQID',
  seq: '7',
};

const refusal = (type: 'ordering.OrderPlaced' | 'ordering.OrderCancelled', json: unknown): RuntimeError => {
  try {
    eventFromJson(orderingRegistry, type, json);
  } catch (error) {
    return error as RuntimeError;
  }
  throw new Error('It was accepted.');
};

describe('an event out of JSON', () => {
  test('is an instance of its class with decoded data', () => {
    const event = eventFromJson(orderingRegistry, 'ordering.OrderPlaced', placed);
    expect(event).toBeInstanceOf(OrderPlaced);
    expect(event.data).toEqual({ ...placed, receipt: new Uint8Array([1, 2, 3]), seq: 7n });
  });

  test('may leave out what has a default', () => {
    const { source: _, ...json } = placed;
    expect(eventFromJson(orderingRegistry, 'ordering.OrderPlaced', json).data.source).toBe('web');
  });

  test('has the type that belongs to its name', () => {
    const event = eventFromJson(orderingRegistry, 'ordering.OrderCancelled', { reason: 'late' });
    expectTypeOf(event).toEqualTypeOf<OrderCancelled>();
    expect(event).toEqual({ type: 'ordering.OrderCancelled', data: { reason: 'late' } });
  });

  test('keeps further keys of an open object as extra', () => {
    const opened = { openedAt: 1_000, colour: 'red' };
    const event = eventFromJson(orderingRegistry, 'ordering.TillOpened', opened);
    expect(event).toBeInstanceOf(TillOpened);
    expect(event.data).toEqual({ openedAt: '1970-01-01T00:00:01Z', extra: { colour: 'red' } });
  });

  test('shares nothing with what it was made of', () => {
    const json = structuredClone(placed);
    const event = eventFromJson(orderingRegistry, 'ordering.OrderPlaced', json);
    json.total.amount = '0';
    expect(event.data.total.amount).toBe('12.50');
  });
});

describe('what does not fit is refused', () => {
  test.each([
    ['a wrong type', { reason: 7 }, ['/reason']],
    ['an absent field', {}, ['/reason']],
    ['an unknown field', { reason: 'late', colour: 'red' }, ['/colour']],
    ['no object', 'late', ['']],
  ])('%s', (_, json, pointers) => {
    expect(refusal('ordering.OrderCancelled', json)).toMatchObject({
      code: 'invalid-message',
      problems: pointers.map((pointer) => ({ pointer })),
    });
  });

  test('naming every problem of data that has to be decoded', () => {
    const spoilt = { ...placed, seq: 7, receipt: '?', customerId: 'me' };
    expect(refusal('ordering.OrderPlaced', spoilt)).toMatchObject({
      problems: [{ pointer: '/customerId' }, { pointer: '/receipt' }, { pointer: '/seq' }],
    });
  });

  test('by its constraints too, together with everything else', () => {
    const spoilt = { ...placed, total: { amount: '1', currency: 'euro' }, seq: 'many' };
    expect(refusal('ordering.OrderPlaced', spoilt)).toMatchObject({
      problems: [{ kind: 'constraint', pointer: '/total/currency' }, { pointer: '/seq' }],
    });
  });

  test('when only its form in memory shows it', () => {
    expect(refusal('ordering.OrderPlaced', { ...placed, source: '\ud800' })).toMatchObject({
      problems: [{ pointer: '/source' }],
    });
  });

  test.each(['ordering.OrderCreated', 'ordering.Nothing', 'constructor'])('under the name %s', (type) => {
    const dynamic = (name: string): unknown => eventFromJson(orderingRegistry, name as 'ordering.OrderPlaced', placed);
    expect(() => dynamic(type)).toThrow(expect.objectContaining({ code: 'invalid-use' }));
  });
});
