import { describe, expect, test } from 'vitest';
import { defineEvent } from '../../../runtime/src/registry/message-definition.js';
import { defineRegistry } from '../../../runtime/src/registry/registry.js';
import { optional, record } from '../../../runtime/src/shape/record.js';
import { bigint, integer, text } from '../../../runtime/src/shape/scalar.js';
import { orderingRegistry } from '../sample/ordering/ordering.js';
import { order } from '../sample/ordering/order.js';
import { codecOf, customerId, failureOf, placed, storedSample } from './stored-sample.js';

const id = { orderId: customerId };
const codec = codecOf(orderingRegistry);

describe('a stored event', () => {
  test('becomes an event with everything that was recorded', () => {
    expect(codec.decode(storedSample(), id)).toStrictEqual({
      type: 'ordering.OrderPlaced',
      data: { ...placed, seq: 7n },
      eventId: '00000000-0000-7000-8000-000000000001',
      id,
      streamName: `ordering.order-${customerId}`,
      position: 3,
      part: 0,
      recordedAt: '2026-01-01T00:00:00.123456Z',
      schemaVersion: 2,
      metadata: { correlationId: 'c', causationId: 'k' },
    });
  });

  test('is known under its aliases, with the versions they had', () => {
    const alias = storedSample({ type: 'ordering.OrderCreated' });
    expect(codec.decode(alias, id)?.type).toBe('ordering.OrderPlaced');
    const opened = { type: 'till-opened', data: { openedAt: 0 } };
    for (const schemaVersion of [4, 0]) {
      expect(codec.decode(storedSample({ ...opened, schemaVersion }), id)).toMatchObject({
        type: 'ordering.TillOpened',
        schemaVersion,
      });
    }
    for (const schemaVersion of [1, 2, 3, 5]) {
      failureOf('undecodable-event', () => codec.decode(storedSample({ ...opened, schemaVersion }), id));
    }
  });

  test('keeps exact numbers exact, and others what they are', () => {
    const taken = storedSample({
      type: 'ordering.AmountTaken',
      schemaVersion: 1,
      data: '{"amount":9007199254740993.10,"means":"card"}',
    });
    expect(codec.decode(taken, id)?.data).toEqual({ amount: '9007199254740993.10', means: 'card' });
  });

  test('that was stored without correlation begins a conversation of its own', () => {
    const bare = codec.decode(storedSample({ metadata: '{"actor":"ann"}' }), id);
    const own = '00000000-0000-7000-8000-000000000001';
    expect(bare?.metadata).toEqual({ correlationId: own, causationId: own, actor: 'ann' });
  });

  test('shares its metadata with the others of its command, frozen', () => {
    const [a, b] = [codec.decode(storedSample(), id), codec.decode(storedSample({ position: 4 }), id)];
    expect(a?.metadata).toBe(b?.metadata);
    expect(Object.isFrozen(a?.metadata)).toBe(true);
    expect(a?.data).not.toBe(b?.data);
  });
});

describe('what cannot be read says which event it was', () => {
  const place = {
    streamName: `ordering.order-${customerId}`,
    position: 3,
    eventId: '00000000-0000-7000-8000-000000000001',
  };

  test.each(['ordering.OrderPlacd', 'constructor', '__proto__', 'toString', '', 'OrderPlaced'])(
    'unknown type %j',
    (type) => {
      const error = failureOf('unknown-event-type', () => codec.decode(storedSample({ type }), id));
      expect(error).toMatchObject({ ...place, storedType: type, schemaVersion: 2 });
    },
  );

  test('newer schema version', () => {
    const error = failureOf('newer-schema-version', () => codec.decode(storedSample({ schemaVersion: 3 }), id));
    expect(error).toMatchObject({ ...place, storedType: 'ordering.OrderPlaced', schemaVersion: 3, latestKnown: 2 });
    expect(error.message).toBe(
      `ordering.OrderPlaced, schema version 3, at position 3 of ordering.order-${customerId} (${place.eventId}) is newer than this code, which knows versions up to 2.`,
    );
  });

  test('older schema version without a step', () => {
    const error = failureOf('missing-upcaster', () => codec.decode(storedSample({ schemaVersion: 1 }), id));
    expect(error).toMatchObject({ ...place, schemaVersion: 1, toSchemaVersion: 2 });
  });

  test.each([0, -1, 0.5, NaN])('schema version %s', (schemaVersion) => {
    const error = failureOf('undecodable-event', () => codec.decode(storedSample({ schemaVersion }), id));
    expect(error).toMatchObject({ ...place, schemaVersion });
  });

  test.each(['', '{', 'undefined', '{"a":1}}', "{'a':1}", '\uFEFF{}'])('text that is no JSON: %j', (data) => {
    const error = failureOf('undecodable-event', () => codec.decode({ ...storedSample(), data }, id));
    expect(error.cause).toBeUndefined();
    failureOf('undecodable-event', () =>
      codec.decode({ ...storedSample({ type: 'ordering.AmountTaken', schemaVersion: 1 }), data }, id),
    );
  });

  test.each<[string, unknown, readonly string[]]>([
    ['a missing field', { ...placed, seq: undefined }, ['/seq']],
    ['wrong types everywhere', { ...placed, customerId: 'x', seq: 7, total: null }, ['/customerId', '/total', '/seq']],
    ['an unknown field', { ...placed, colour: 'red' }, ['/colour']],
    ['null', null, ['']],
    ['an array', [], ['']],
    ['bytes that are no base64', { ...placed, receipt: 'A' }, ['/receipt']],
    ['a decimal with an exponent', { ...placed, total: { amount: '1e3', currency: 'EUR' } }, ['/total/amount']],
  ])('%s', (_what, data, pointers) => {
    const error = failureOf('undecodable-event', () => codec.decode(storedSample({ data }), id));
    expect(error.problems.map(({ pointer }) => pointer)).toEqual(pointers);
  });

  test('a value that a closed enum does not know, and nothing else', () => {
    const taken = (data: unknown) => storedSample({ type: 'ordering.AmountTaken', schemaVersion: 1, data });
    const error = failureOf('unknown-enum-value', () => codec.decode(taken({ amount: 1, means: 'voucher' }), id));
    expect(error.problems).toEqual([{ kind: 'enum', pointer: '/means', message: 'is none of "cash", "card"' }]);
    failureOf('undecodable-event', () => codec.decode(taken({ amount: '1', means: 'voucher' }), id));
  });

  test.each(['', '[]', '"x"', '{"correlationId":1,"causationId":"k"}', 'null'])('metadata %j', (metadata) => {
    failureOf('undecodable-event', () => codec.decode(storedSample({ metadata }), id));
  });

  test('constraints are no part of it: they bind writers only', () => {
    const odd = { ...placed, total: { amount: '1', currency: 'no ISO code' } };
    expect(codec.decode(storedSample({ data: odd }), id)?.data).toMatchObject({ total: { currency: 'no ISO code' } });
  });
});

describe('reading by policy', () => {
  const data = { ...placed, colour: 'red', total: { ...placed.total, rounded: true } };

  test('unknown fields are refused, dropped or kept', () => {
    expect(codecOf(orderingRegistry, { unknownFields: 'drop' }).decode(storedSample({ data }), id)?.data).toStrictEqual(
      { ...placed, seq: 7n },
    );
    expect(codecOf(orderingRegistry, { unknownFields: 'keep' }).decode(storedSample({ data }), id)?.data).toStrictEqual(
      { ...data, seq: 7n },
    );
    failureOf('undecodable-event', () =>
      codecOf(orderingRegistry, { unknownFields: 'reject' }).decode(storedSample({ data }), id),
    );
  });

  test('dropping fields does not excuse wrong ones', () => {
    const wrong = storedSample({ data: { ...data, seq: 1 } });
    failureOf('undecodable-event', () => codecOf(orderingRegistry, { unknownFields: 'drop' }).decode(wrong, id));
  });

  test('the registry carries the default', () => {
    const keeping = defineRegistry('ordering', [order], { unknownFields: 'keep' });
    expect(codecOf(keeping).decode(storedSample({ data }), id)?.data).toHaveProperty('colour');
  });

  test('checking may be left to chance, or out', () => {
    const wrong = storedSample({ data: { ...placed, customerId: 'x' } });
    expect(codecOf(orderingRegistry, { check: 'off' }).decode(wrong, id)?.data).toHaveProperty('customerId', 'x');
    expect(codecOf(orderingRegistry, { check: 'sample', random: () => 0.5 }).decode(wrong, id)).toBeDefined();
    failureOf('undecodable-event', () =>
      codecOf(orderingRegistry, { check: 'sample', random: () => 0.001 }).decode(wrong, id),
    );
  });

  test('without a check, what cannot be decoded is still a typed error', () => {
    const unchecked = codecOf(orderingRegistry, { check: 'off' });
    const error = failureOf('undecodable-event', () =>
      unchecked.decode(storedSample({ data: { ...placed, seq: 'x' } }), id),
    );
    expect(error.cause).toBeUndefined();
  });
});

class Closed {
  static readonly type = 'odd.Closed';
  static readonly schemaVersion = 1;
  readonly type = 'odd.Closed';
  readonly data: { readonly why?: string } = {};
}

const closed = defineEvent<Closed, 1>({
  type: 'odd.Closed',
  name: 'Closed',
  messageClass: Closed,
  schemaVersion: 1,
  versions: { 1: { shape: record({ why: optional(text) }) } },
});

const odd = { context: 'odd', name: 'Odd', category: 'odd.odd', id: { n: integer }, commands: {}, rejections: {} };
const oddEvent = storedSample({ type: 'odd.Closed', schemaVersion: 1, data: {} });

describe('definitions', () => {
  test('that are retired are read, ignored ones are passed over', () => {
    const retired = defineRegistry('odd', [{ ...odd, events: { Closed: { ...closed, retired: 'gone' } } }]);
    expect(codecOf(retired).decode(oddEvent, id)?.type).toBe('odd.Closed');
    const ignored = defineRegistry('odd', [{ ...odd, events: { Closed: { ...closed, ignored: 'noise' } } }]);
    expect(codecOf(ignored).decode({ ...oddEvent, data: 'not even JSON', schemaVersion: 99 }, id)).toBeUndefined();
  });

  test('may not claim one stored name, or one category, twice', () => {
    const aliased = { ...odd, events: { Closed: { ...closed, aliases: [{ name: 'odd.Closed' }] } } };
    expect(() => defineRegistry('odd', [aliased])).toThrow('Two events of odd are stored as odd.Closed.');
    const one = { ...odd, events: {} };
    expect(() => defineRegistry('odd', [one, one])).toThrow('Two aggregates share category odd.odd.');
  });

  test('must have a shape for their schema version', () => {
    const shapeless = { ...odd, events: { Closed: { ...closed, schemaVersion: 2 } } };
    expect(() => codecOf(defineRegistry('odd', [shapeless]))).toThrow(
      'odd.Closed has no shape for its schema version 2.',
    );
  });

  test('may say what the user keeps in metadata', () => {
    const registry = defineRegistry('odd', [{ ...odd, events: { Closed: closed } }], { metadata: { shard: bigint } });
    const { encodeMetadata, decode } = codecOf(registry);
    const { text: written, metadata } = encodeMetadata({
      correlationId: 'c',
      causationId: 'k',
      shard: 7n,
      tags: ['x'],
      none: undefined,
    });
    expect(written).toBe('{"correlationId":"c","causationId":"k","shard":"7","tags":["x"]}');
    expect(metadata).toEqual({ correlationId: 'c', causationId: 'k', shard: 7n, tags: ['x'] });
    expect(decode({ ...oddEvent, metadata: written }, id)?.metadata).toEqual(metadata);
    expect(
      decode({ ...oddEvent, metadata: '{"correlationId":"c","causationId":"k"}' }, id)?.metadata,
    ).not.toHaveProperty('shard');
    failureOf('undecodable-event', () =>
      decode({ ...oddEvent, metadata: '{"correlationId":"c","causationId":"k","shard":7}' }, id),
    );
    failureOf(
      'invalid-message',
      () => void encodeMetadata({ correlationId: 'c', causationId: 'k', shard: 7, at: new Date() }),
    );
  });
});
