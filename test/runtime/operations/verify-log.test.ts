import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeTallies, type TypeTally, verifyLog } from '../../../runtime/src/operations/index.js';
import type { EventId } from '../../../runtime/src/message/identifiers.js';
import { streamName } from '../../../runtime/src/message/stream-name.js';
import { systemNewId } from '../../../runtime/src/command/platform.js';
import { logPositionOf, partitionPlaces, placeOf } from '../../../runtime/src/store/numeric-log-position.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { customerId, placed, storedSample } from '../codec/stored-sample.js';
import { custom } from '../evolution/banking-kit.js';
import { bankingRegistry } from '../sample/banking/banking.js';
import { orderingRegistry } from '../sample/ordering/ordering.js';

type Change = Parameters<typeof storedSample>[0];

/** A store with one stream that holds these events, however wrong they are. */
async function storeWith(changes: readonly Change[], stream = streamName('ordering.order', [customerId])) {
  const store = createMemoryEventStore();
  const events = changes.map((change) => {
    const { type, schemaVersion, data, metadata } = storedSample(change);
    return { eventId: systemNewId() as EventId, type, schemaVersion, data, metadata };
  });
  await store.append({ streamName: stream, expected: 'any', events });
  return store;
}

const registries = [orderingRegistry];
const cancelled = { type: 'ordering.OrderCancelled', schemaVersion: 1, data: { reason: 'late' } };
const counts = ({ types }: { readonly types: readonly TypeTally[] }): readonly string[] =>
  types.map(
    ({ storedType, schemaVersion, stored, decoded, failed }) =>
      `${storedType} v${schemaVersion}: ${stored} stored, ${decoded} decoded, ${failed} failed`,
  );

describe('verifyLog', () => {
  test('counts by stored name and schema version', async () => {
    const store = await storeWith([{}, {}, { type: 'ordering.OrderCreated' }, cancelled]);
    expect(counts(await verifyLog(store, { registries }))).toEqual([
      'ordering.OrderCancelled v1: 1 stored, 1 decoded, 0 failed',
      'ordering.OrderCreated v2: 1 stored, 1 decoded, 0 failed',
      'ordering.OrderPlaced v2: 2 stored, 2 decoded, 0 failed',
    ]);
  });

  test('tells events that lie there as they are read from those that steps or other events stand for', async () => {
    const store = await storeWith(
      [
        { type: 'banking.Closed', schemaVersion: 1, data: {} },
        { type: 'banking.Deposited', schemaVersion: 1, data: { cents: 5 } },
        { type: 'banking.Merged', schemaVersion: 2, data: { into: customerId, cents: 5, remark: '' } },
      ],
      streamName('banking.account', [customerId]),
    );
    const { types } = await verifyLog(store, { registries: [bankingRegistry(custom)] });
    expect(types.map(({ storedType, decoded, upcast }) => [storedType, decoded, upcast])).toEqual([
      ['banking.Closed', 1, 0],
      ['banking.Deposited', 0, 1],
      ['banking.Merged', 0, 1],
    ]);
  });

  test('finds nothing in an empty log', async () => {
    expect(await verifyLog(createMemoryEventStore(), { registries })).toEqual({ types: [], foreign: 0 });
  });

  test.each<[string, Change, string]>([
    ['a field that is missing', { data: { ...placed, customerId: undefined } }, 'undecodable-event'],
    ['text that is no JSON', { data: '{' }, 'undecodable-event'],
    ['metadata that is no JSON', { metadata: '{' }, 'undecodable-event'],
    ['a newer version', { schemaVersion: 3 }, 'newer-schema-version'],
    ['a name that this context never had', { type: 'ordering.OrderForgotten' }, 'unknown-event-type'],
  ])('names %s by its place, and reads on', async (_what, change, code) => {
    const store = await storeWith([cancelled, change, cancelled]);
    const { types } = await verifyLog(store, { registries });
    const failures = types.flatMap((type) => type.failures);
    expect(failures).toMatchObject([{ code, position: 1, logPosition: '2' }]);
    expect(types.find(({ storedType }) => storedType === cancelled.type)).toMatchObject({ stored: 2, decoded: 2 });
  });

  test('an event in a stream of no aggregate cannot be read', async () => {
    const store = await storeWith([{}], streamName('elsewhere', ['1']));
    const { types } = await verifyLog(store, { registries });
    expect(types[0]).toMatchObject({ failed: 1, failures: [{ code: 'undecodable-event' }] });
  });

  test('events of other contexts are counted and not tried', async () => {
    const store = await storeWith([{ type: 'payments.Taken', data: '{' }, cancelled]);
    expect(await verifyLog(store, { registries })).toMatchObject({ foreign: 1, types: [{ stored: 1 }] });
  });

  test('keeps the first failures alone, and counts all', async () => {
    const store = await storeWith(Array.from({ length: 9 }, () => ({ data: '{}' })));
    const { types } = await verifyLog(store, { registries, mostFailures: 2, pageSize: 4 });
    expect(types[0]).toMatchObject({ failed: 9, failures: [{ position: 0 }, { position: 1 }] });
  });

  test('says no value of what it cannot read', async () => {
    const store = await storeWith([{ data: { ...placed, customerId: 'Ada Lovelace' } }]);
    expect(JSON.stringify(await verifyLog(store, { registries }))).not.toContain('Lovelace');
  });

  test('needs a registry, and no two that claim a name', async () => {
    const store = await storeWith([{}]);
    await expect(verifyLog(store, { registries: [] })).rejects.toMatchObject({ code: 'invalid-use' });
    await expect(verifyLog(store, { registries: [orderingRegistry, orderingRegistry] })).rejects.toMatchObject({
      code: 'invalid-use',
    });
  });

  test('goes on where an earlier reading stopped, and stops when it is told to', async () => {
    const store = await storeWith([{}, cancelled, { data: '{}' }, cancelled, {}]);
    const whole = await verifyLog(store, { registries });
    const first = await verifyLog(store, { registries, range: { to: logPositionOf(2) }, pageSize: 1 });
    const rest = { after: logPositionOf(2), to: logPositionOf(5) };
    expect(await verifyLog(store, { registries, range: rest, earlier: first })).toEqual(whole);
    const seen: number[] = [];
    const stopped = verifyLog(store, {
      registries,
      pageSize: 2,
      progress(_tally, position) {
        seen.push(placeOf(position));
        if (seen.length === 2) throw new Error('enough');
      },
    });
    await expect(stopped).rejects.toThrow('enough');
    expect(seen).toEqual([2, 4]);
  });
});

test('stretches of a log make up the whole, wherever it is cut', async () => {
  const kinds: readonly Change[] = [{}, cancelled, { data: '{}' }, { schemaVersion: 9 }, { type: 'payments.Taken' }];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 7 }),
      async (changes, parts, pageSize) => {
        const store = await storeWith(changes);
        const whole = await verifyLog(store, { registries, mostFailures: 3 });
        const ranges = partitionPlaces(parts, 0, changes.length);
        const tallies = await Promise.all(
          ranges.map((range) => verifyLog(store, { registries, range, pageSize, mostFailures: 3 })),
        );
        const types = tallies.map((tally) => tally.types);
        expect(mergeTallies(types, 3)).toEqual(whole.types);
        expect(tallies.reduce((sum, { foreign }) => sum + foreign, 0)).toBe(whole.foreign);
      },
    ),
    { numRuns: 60 },
  );
});

test('a log is cut into stretches of nearly one length', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.nat(50), fc.nat(500), (parts, after, length) => {
      const ranges = partitionPlaces(parts, after, after + length);
      const ends = ranges.map((range) => placeOf(range.to));
      const begins = ranges.map((range) => (range.after === undefined ? 0 : placeOf(range.after)));
      expect(begins).toEqual([after, ...ends].slice(0, ranges.length));
      expect(ranges.length).toBe(Math.min(parts, length));
      if (length > 0) expect(ends.at(-1)).toBe(after + length);
      const places = ranges.map((range) => range.places);
      expect(Math.max(0, ...places) - Math.min(...places, Math.max(0, ...places))).toBeLessThanOrEqual(1);
    }),
  );
});
