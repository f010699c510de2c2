import { expect, test } from 'vitest';
import { Parts } from '../../../runtime/src/codec/become.js';
import type { DecodedEvent } from '../../../runtime/src/codec/decode-event.js';
import type { EventCodec } from '../../../runtime/src/codec/event-codec.js';
import { EventIterator } from '../../../runtime/src/repository/event-iterator.js';
import type { StreamPage } from '../../../runtime/src/store/read.js';
import type { StoredEvent } from '../../../runtime/src/store/stored-event.js';
import { uncheckedEventId, uncheckedStreamName } from '../../../runtime/src/testing/contract/samples.js';

const streamName = uncheckedStreamName('a-1');

function storedAt(position: number): StoredEvent {
  const eventId = uncheckedEventId(`id-${position}`);
  return { eventId, type: 'a.A', schemaVersion: 1, data: '{}', metadata: '{}', streamName, position, recordedAt: '' };
}

const decodedAt = (position: number, part = 0) => ({ position, part }) as unknown as DecodedEvent;

/** Pages of `perPage` events; which are read by `decode`, and how many pages were asked for. */
function iteratorOver(length: number, perPage: number, decode: (position: number) => ReturnType<EventCodec['decode']>) {
  const asked: number[] = [];
  const store = {
    async readStream(_name: unknown, options?: { readonly from?: number }): Promise<StreamPage> {
      const from = options?.from ?? 0;
      asked.push(from);
      const scannedTo = Math.min(from + perPage, length);
      const events = Array.from({ length: scannedTo - from }, (_, at) => storedAt(from + at));
      return { events, scannedTo, end: scannedTo === length, streamVersion: length, archivedBefore: 0, state: 'open' };
    },
  };
  const codec: Partial<EventCodec> = { decode: ({ position }) => decode(position) };
  const source = { store, codec: codec as EventCodec, streamName, id: {} };
  return { asked, events: new EventIterator(source) };
}

const read = (result: IteratorResult<DecodedEvent, undefined>) =>
  result.done === true ? 'done' : `${result.value.position}.${result.value.part}`;

async function all(events: AsyncIterable<DecodedEvent>): Promise<string[]> {
  const found: string[] = [];
  for await (const value of events) found.push(read({ done: false, value }));
  return found;
}

test('nothing is read before somebody asks', async () => {
  const { asked, events } = iteratorOver(2, 5, decodedAt);
  await Promise.resolve();
  expect(asked).toEqual([]);
  expect(await all(events)).toEqual(['0.0', '1.0']);
  expect(asked).toEqual([0]);
  expect(read(await events.next())).toBe('done');
});

test('all pages, ignored events left out, all parts of replaced ones, none of those replaced by nothing', async () => {
  const { asked, events } = iteratorOver(7, 2, (position) => {
    if (position === 0 || position === 6) return undefined;
    if (position === 1) return new Parts([decodedAt(1, 0), decodedAt(1, 1)]);
    return position === 3 ? new Parts<DecodedEvent>([]) : decodedAt(position);
  });
  expect(await all(events)).toEqual(['1.0', '1.1', '2.0', '4.0', '5.0']);
  expect(asked).toEqual([0, 2, 4, 6]);
});

test('an empty stream, and one of ignored events only, have none', async () => {
  expect(await all(iteratorOver(0, 2, decodedAt).events)).toEqual([]);
  expect(await all(iteratorOver(5, 2, () => undefined).events)).toEqual([]);
});

test('many questions at once are answered in their order, with each page read once', async () => {
  const { asked, events } = iteratorOver(5, 2, decodedAt);
  const results = await Promise.all(Array.from({ length: 7 }, () => events.next()));
  expect(results.map(read)).toEqual(['0.0', '1.0', '2.0', '3.0', '4.0', 'done', 'done']);
  expect(asked).toEqual([0, 2, 4]);
});

test('whoever leaves early ends it, behind what was asked before', async () => {
  const { asked, events } = iteratorOver(5, 2, decodedAt);
  const results = await Promise.all([events.next(), events.return(), events.next()]);
  expect(results.map(read)).toEqual(['0.0', 'done', 'done']);
  for await (const event of iteratorOver(5, 2, decodedAt).events) if (event.position === 0) break;
  expect(asked).toEqual([0]);
});

test('an event that cannot be read ends it, once the ones before it were given', async () => {
  const fault = new Error('unreadable');
  const { events } = iteratorOver(5, 2, (position) => {
    if (position === 1) throw fault;
    return decodedAt(position);
  });
  const results = await Promise.allSettled([events.next(), events.next(), events.next()]);
  expect(results).toMatchObject([
    { value: { done: false, value: { position: 0 } } },
    { reason: fault },
    { value: { done: true, value: undefined } },
  ]);
  expect(read(await events.next())).toBe('done');
});

test('a page that cannot be read ends it', async () => {
  const fault = new Error('the store is closed');
  const store = { readStream: () => Promise.reject(fault) };
  const codec: Partial<EventCodec> = {};
  const events = new EventIterator({ store, codec: codec as EventCodec, streamName, id: {} });
  const results = await Promise.allSettled([events.next(), events.next()]);
  expect(results).toMatchObject([{ reason: fault }, { value: { done: true } }]);
});
