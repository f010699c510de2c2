import { copyFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import type { NewStoredEvent } from '../../../runtime/src/store/stored-event.js';
import { openPostgresStore } from '../../../runtime/src/stores/postgres/index.js';
import { openSqliteLogReader, openSqliteStore } from '../../../runtime/src/stores/sqlite/index.js';
import { uncheckedEventId, uncheckedStreamName } from '../../../runtime/src/testing/contract/samples.js';

const firstRelease = fileURLToPath(new URL('../../../examples/ordering/log/first-release.db', import.meta.url));

/** Ids and names that tests ask for. */
export const known = {
  order: uncheckedStreamName('ordering.order-a0000000-0000-7000-8000-000000000012'),
  evil: uncheckedStreamName('ordering.order-e0000000-0000-7000-8000-000000000001'),
  deleted: uncheckedStreamName('gone-1'),
  archived: uncheckedStreamName('kept-1'),
  shared: uncheckedStreamName('shared-1'),
  unreadable: uncheckedEventId('e0000000-0000-7000-8000-00000000000a'),
  noJson: uncheckedEventId('e0000000-0000-7000-8000-00000000000b'),
  huge: uncheckedEventId('e0000000-0000-7000-8000-00000000000c'),
  deletedEvent: uncheckedEventId('e0000000-0000-7000-8000-00000000000d'),
  acmes: uncheckedEventId('e0000000-0000-7000-8000-00000000000e'),
  parked: uncheckedEventId('e0000000-0000-7000-8000-00000000000a'),
  correlation: 'first-release-15',
} as const;

/** What a terminal would obey, and what would turn a line around. */
export const hostile = '\u001b]0;owned\u0007\u001b[2J\u009b31m\u202egnp.exe\u2066\r\nforged';

const metadata = '{"correlationId":"evil","causationId":"evil"}';

export function event(given: Partial<NewStoredEvent>): NewStoredEvent {
  return {
    eventId: uncheckedEventId(crypto.randomUUID()),
    type: 'foreign.Happened',
    schemaVersion: 1,
    data: '{"n":1}',
    metadata,
    ...given,
  };
}

/** The log of the example's first release, and after it whatever may lie in a store. */
export async function seedSqlite(path: string): Promise<void> {
  copyFileSync(firstRelease, path);
  const store = await openSqliteStore(path);
  await seed(store);
  await store.close();
}

export async function seedPostgres(url: string): Promise<void> {
  const reader = await openSqliteLogReader(firstRelease);
  const store = await openPostgresStore(url);
  const { events } = await reader.readLog({ limit: 100_000 });
  for (const { eventId, type, schemaVersion, data, metadata: told, streamName } of events) {
    await store.append({
      streamName,
      expected: 'any',
      events: [{ eventId, type, schemaVersion, data, metadata: told }],
    });
  }
  await reader.close();
  await seed(store);
  await store.close();
}

async function seed(store: FullEventStore): Promise<void> {
  const cyclic = (eventId: string, causationId: string): string =>
    JSON.stringify({ correlationId: 'circle', causationId, commandId: 7, eventId });
  const [a, b] = [crypto.randomUUID(), crypto.randomUUID()];
  await store.append({
    streamName: known.evil,
    expected: 'any',
    events: [
      event({
        eventId: known.unreadable,
        type: 'ordering.OrderPlaced',
        data: `{"channel":${JSON.stringify(hostile)}}`,
      }),
      event({ eventId: known.noJson, type: `ordering.${hostile}`, data: `no JSON ${hostile}`, metadata: hostile }),
      event({ eventId: known.huge, data: `{"text":"${'x'.repeat(1_000_000)}","exact":12345678901234567890.10}` }),
      event({ eventId: uncheckedEventId(a), metadata: cyclic(a, b) }),
      event({ eventId: uncheckedEventId(b), metadata: cyclic(b, a) }),
    ],
  });
  for (const [streamName, eventId] of [
    [known.deleted, known.deletedEvent],
    [known.archived, uncheckedEventId(crypto.randomUUID())],
  ] as const) {
    await store.append({ streamName, expected: 'any', events: [event({ eventId })] });
  }
  await store.deleteStream(known.deleted, 'any');
  await store.archiveStream(known.archived, 'any');
  const acme = store.forTenant('acme');
  await acme.append({ streamName: known.shared, expected: 'any', events: [event({ eventId: known.acmes })] });
  await store.append({ streamName: known.shared, expected: 'any', events: [event({})] });
  await remember(store);
}

async function remember(store: FullEventStore): Promise<void> {
  const { events } = await store.readStream(known.order);
  const [first] = events;
  if (first === undefined) throw new Error('The order has no events.');
  const logId = await store.logId();
  await store.transact(async (unit) => {
    await unit.saveCheckpoint({ name: 'mailer', logId, logPosition: '9', eventId: first.eventId, epoch: 2 });
    await unit.saveCheckpoint({
      name: 'stranger',
      logId: 'another',
      logPosition: '9',
      eventId: first.eventId,
      epoch: 1,
    });
    await unit.saveSnapshot({
      streamName: known.order,
      stateHash: 'h1',
      streamVersion: 1,
      eventId: first.eventId,
      data: '{"n":1.50}',
    });
    await unit.saveSnapshot({
      streamName: known.evil,
      stateHash: hostile.replaceAll('\r\n', ''),
      streamVersion: 1,
      eventId: first.eventId,
      data: hostile,
    });
    const place = { streamName: known.evil, logPosition: '350' };
    await unit.park({
      processor: 'mailer',
      eventId: known.parked,
      position: 0,
      reason: `no mail: ${hostile}`,
      ...place,
    });
    await unit.park({ processor: 'mailer', eventId: known.noJson, position: 1, reason: 'waits behind it', ...place });
  });
  await store.acquireLease({ name: 'mailer', owner: 'machine-1', milliseconds: 3_600_000 });
}
