import { expect, test } from 'vitest';
import { readLog } from '../../../runtime/src/repository/read-log.js';
import type { EventStore } from '../../../runtime/src/store/event-store.js';
import type { LogPosition, LoggedStoredEvent } from '../../../runtime/src/store/stored-event.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { openSqliteStore } from '../../../runtime/src/stores/sqlite/sqlite-event-store.js';
import { bankingRegistry } from '../sample/banking/banking.js';
import { custom, recordedAt, stream, written } from './banking-kit.js';

/** Everything that lies in a store, one event at a time, to another one. */
async function copy(from: EventStore, to: EventStore): Promise<void> {
  const all = await from.readLog({ limit: 100 });
  for (const { streamName, position, ...event } of all.events) {
    const { eventId, type, schemaVersion, data, metadata } = event;
    const expected = position === 0 ? 'no-stream' : { streamVersion: position };
    await to.append({ streamName, expected, events: [{ eventId, type, schemaVersion, data, metadata }] });
  }
}

const events = [
  written('Opened', 1, { owner: 'Ann', limit: 1 }),
  written('Deposited', 1, { cents: 5 }),
  written('Merged', 1, { into: '00000000-0000-4000-8000-0000000000aa', cents: 300 }),
  written('Deposited', 2, { amount: '2.00' }),
];

interface Told {
  readonly eventId: string;
  readonly type: string;
  readonly data: unknown;
  readonly part: number;
}

async function readAll(store: EventStore, after?: LogPosition): Promise<readonly Told[]> {
  const told: Told[] = [];
  const options = after === undefined ? {} : { after };
  for await (const event of readLog(store, [bankingRegistry(custom)], options)) {
    told.push({ eventId: event.eventId, type: event.type, data: event.data, part: event.part });
  }
  return told;
}

test('a log that is copied byte for byte reads as the old one, and a reader finds its place by the id of an event', async () => {
  const old = createMemoryEventStore({ now: () => recordedAt });
  await old.append({ streamName: stream, expected: 'no-stream', events });
  const copied = await openSqliteStore({ path: ':memory:', now: () => recordedAt });
  try {
    await copy(old, copied);
    expect(await readAll(copied)).toEqual(await readAll(old));
    // Positions are the store's own: what was handled last is found by its id, and the next one follows.
    const handled = events[2]?.eventId;
    const { events: lying } = await copied.readLog({ limit: 100 });
    const place = lying.find((each: LoggedStoredEvent) => each.eventId === handled)?.logPosition;
    expect((await readAll(copied, place)).map(({ eventId }) => eventId)).toEqual([events[3]?.eventId]);
  } finally {
    await copied.close();
  }
});
