/** What holds of any event, whatever its steps make of it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventsIn } from '../../../runtime/src/codec/become.js';
import { partId } from '../../../runtime/src/codec/event-facts.js';
import { latestShape } from '../../../runtime/src/codec/message-data.js';
import { unbound } from '../../../runtime/src/shape/shape.js';
import type { StoredEvent } from '../../../runtime/src/store/stored-event.js';
import { bankingRegistry } from '../sample/banking/banking.js';
import { accountId, codecWith, custom, id, otherAccount, read, stream } from './banking-kit.js';

const cents = fc.integer({ min: -1e12, max: 1e12 });
const amount = cents.map((units) => (units / 100).toFixed(2).replace(/^-(0\.00)$/, '$1'));
const moment = fc.constantFrom('2020-02-29T23:59:59Z', '1999-12-31T00:00:00.000001Z');
const name = fc.string({ maxLength: 8 });
const data: readonly (readonly [string, number, fc.Arbitrary<object>])[] = [
  ['banking.Opened', 1, fc.record({ owner: name, limit: fc.double({ min: -1e9, max: 1e9, noNaN: true }) })],
  ['account-opened', 7, fc.record({ owner: name, limit: fc.integer() })],
  ['banking.Opened', 2, fc.record({ holder: name, limit: fc.record({ amount }), openedAt: moment })],
  [
    'banking.Opened',
    3,
    fc.record({
      holder: name,
      limit: fc.record({ amount, currency: name }),
      openedAt: moment,
      channel: fc.constantFrom('web', 'branch'),
    }),
  ],
  ['banking.Deposited', 1, fc.record({ cents, note: name }, { requiredKeys: ['cents'] })],
  ['banking.Deposited', 2, fc.record({ amount, memo: name }, { requiredKeys: ['amount'] })],
  ['banking.Deposited', 3, fc.record({ amount, memo: name, by: name }, { requiredKeys: ['amount', 'by'] })],
  ['banking.Withdrawn', 1, fc.record({ cents })],
  ['banking.Withdrawn', 2, fc.record({ amount, reference: fc.uuid(), account: fc.constant(accountId), at: fc.nat() })],
  ['banking.Closed', 1, fc.constant({})],
  ['banking.Noted', 1, fc.record({ text: name })],
  ['banking.Merged', 1, fc.record({ into: fc.constant(otherAccount), cents })],
  ['banking.Merged', 2, fc.record({ into: fc.constant(otherAccount), cents, remark: name })],
  ['banking.Dissolved', 1, fc.record({ into: fc.constant(otherAccount) })],
];

const event: fc.Arbitrary<StoredEvent> = fc.constantFrom(...data).chain(([type, schemaVersion, values]) =>
  fc.record({
    eventId: fc.uuid({ version: 7 }).map((uuid) => uuid as never),
    type: fc.constant(type),
    schemaVersion: fc.constant(schemaVersion),
    data: values.map((value) => JSON.stringify(value)),
    metadata: fc.constantFrom(
      '{"correlationId":"c","causationId":"k"}',
      '{"correlationId":"c","causationId":"k","actor":"a"}',
    ),
    streamName: fc.constant(stream),
    position: fc.nat(),
    recordedAt: moment,
  }),
);

const { names } = bankingRegistry(custom);

test('ids, positions, time, stored version and metadata are those that were stored; data is of the latest version', () => {
  fc.assert(
    fc.property(event, (stored) => {
      const before = JSON.stringify(stored);
      const events = read(stored);
      expect(JSON.stringify(stored)).toBe(before);
      for (const { part, ...each } of events) {
        const { type, data: _data, metadata, ...recorded } = each;
        const { streamName, position, recordedAt, schemaVersion } = stored;
        const eventId = partId(stored.eventId, part);
        expect(recorded).toStrictEqual({ eventId, id, streamName, position, recordedAt, schemaVersion });
        expect(metadata).toEqual(JSON.parse(stored.metadata));
        const definition = names.get(type)?.definition;
        expect(definition?.becomes).toBeUndefined();
        expect(definition && latestShape(definition).accepts(each.data, unbound, 0)).toBe(true);
      }
      const parts = events.map(({ part }) => part);
      expect(parts).toEqual([...new Set(parts)].sort((a, b) => a - b));
      expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(events.length);
    }),
    { numRuns: 500 },
  );
});

test('reading is pure: again, by another codec, and for a fold it gives the same', () => {
  const [one, other] = [codecWith(), codecWith()];
  fc.assert(
    fc.property(event, (stored) => {
      const events = read(stored, one);
      expect(read(stored, one)).toStrictEqual(events);
      expect(read(stored, other)).toStrictEqual(events);
      const folded = eventsIn(other.decodeMessage(stored, id));
      expect(folded.map(({ type, data: value }) => ({ type, data: value }))).toStrictEqual(
        events.map(({ type, data: value }) => ({ type, data: value })),
      );
    }),
    { numRuns: 300 },
  );
});

test('the latest version is what was written', () => {
  fc.assert(
    fc.property(event, (stored) => {
      const named = names.get(stored.type);
      fc.pre(named?.alias === undefined && named?.definition.schemaVersion === stored.schemaVersion);
      fc.pre(named.definition.ignored === undefined && named.definition.becomes === undefined);
      expect(read(stored)[0]?.data).toStrictEqual(JSON.parse(stored.data));
    }),
    { numRuns: 200 },
  );
});

test('the samples are of every version', () => {
  const missing = [...names.values()].flatMap(({ definition: { type, versions } }) =>
    Object.keys(versions)
      .map((schemaVersion) => `${type} ${schemaVersion}`)
      .filter((sample) => !data.some(([name_, version_]) => `${name_} ${version_}` === sample)),
  );
  expect(missing).toEqual([]);
});
