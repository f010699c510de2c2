/** What holds of any event, whatever its steps make of it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventsIn } from '../../../runtime/src/codec/become.js';
import { partId } from '../../../runtime/src/codec/event-facts.js';
import { latestShape } from '../../../runtime/src/codec/message-data.js';
import { unbound } from '../../../runtime/src/shape/shape.js';
import { bankingRegistry } from '../sample/banking/banking.js';
import { anyStoredEvent as event, versionsOfData as data } from './any-stored-event.js';
import { codecWith, custom, id, read } from './banking-kit.js';

const { names } = bankingRegistry(custom);

test('ids, positions, time, stored version and metadata are those that were stored; data is of the latest version', () => {
  fc.assert(
    fc.property(event, (stored) => {
      const before = JSON.stringify(stored);
      const events = read(stored);
      expect(JSON.stringify(stored)).toBe(before);
      // Dissolved is read as four parts, the last of which is the second one of its third part.
      const last = (part: number) => part === 3 && stored.type === 'banking.Dissolved';
      for (const { part, ...each } of events) {
        const { type, data: _data, metadata, ...recorded } = each;
        const { streamName, position, recordedAt, schemaVersion } = stored;
        const eventId = last(part) ? partId(partId(stored.eventId, 2), 1) : partId(stored.eventId, part);
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
