/** Each kind of event that cannot be read, and what becomes of it for each kind of reader. */
import { describe, expect, test } from 'vitest';
import type { StoredEventError } from '../../../runtime/src/errors/reading-errors.js';
import { readLog, type ReadLogEventsOptions } from '../../../runtime/src/repository/read-log.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import type { NewStoredEvent } from '../../../runtime/src/store/stored-event.js';
import { defineRegistry } from '../../../runtime/src/registry/registry.js';
import { account } from '../sample/banking/account.js';
import { opened } from '../sample/banking/account.events.js';
import { bankingRegistry, createBanking } from '../sample/banking/banking.js';
import { accountDecider, type AccountState } from '../sample/src/account.decider.js';
import { bankingTypeUpcasters } from '../sample/src/account.upcasters.js';
import { customWith, id, otherAccount, recordedAt, stream, written } from './banking-kit.js';

const throwing = (): never => {
  throw new Error('no');
};

const functions = customWith({
  Opened: { 3: { channel: ({ holder }: { holder: string }) => (holder === 'throw' ? throwing() : holder) } },
  Merged: {
    becomes: ({ cents }: { cents: number }) =>
      cents === 0 ? throwing() : cents === 1 ? [7] : [{ type: 'banking.Withdrawn', schemaVersion: 1, data: {} }],
  },
});
const registry = bankingRegistry(functions);

/** One event for each way in which reading fails. */
const unreadable: readonly (readonly [string, NewStoredEvent])[] = [
  ['unknown-event-type', written('Opned', 1, {})],
  ['newer-schema-version', written('Opened', 4, {})],
  ['undecodable-event', written('Opened', 1, 'no JSON')],
  ['undecodable-event', written('Opened', 1, { owner: 1, limit: 1 })],
  ['undecodable-event', written('account-opened', 2, {})],
  ['undecodable-event', { ...written('Closed', 1, {}), metadata: '[]' }],
  [
    'unknown-enum-value',
    written('Opened', 3, {
      holder: 'A',
      limit: { amount: '1', currency: 'EUR' },
      openedAt: recordedAt,
      channel: 'fax',
    }),
  ],
  ['failed-upcaster', written('Opened', 1, { owner: 'throw', limit: 1 })],
  ['unfit-upcast', written('Opened', 1, { owner: 'fax', limit: 1 })],
  ['failed-upcaster', written('Merged', 1, { into: otherAccount, cents: 0 })],
  ['invalid-replacement', written('Merged', 1, { into: otherAccount, cents: 1 })],
  ['unfit-upcast', written('Merged', 1, { into: otherAccount, cents: 2 })],
];

async function storeOf(event: NewStoredEvent) {
  const store = createMemoryEventStore();
  const events = [written('Closed', 1, {}), event, written('Closed', 1, {})];
  await store.append({ streamName: stream, expected: 'any', events });
  return store;
}

describe.each(unreadable)('%s', (code, event) => {
  async function reading(options: ReadLogEventsOptions, source = registry) {
    const positions: number[] = [];
    let failure: unknown;
    try {
      for await (const { position } of readLog(await storeOf(event), [source], options)) positions.push(position);
    } catch (error) {
      failure = error;
    }
    return { positions, failure };
  }

  const place = { code, position: 1, streamName: stream, eventId: event.eventId, storedType: event.type };

  test('ends a reader that does not say otherwise, after what lies before it', async () => {
    const { positions, failure } = await reading({});
    expect(positions).toEqual([0]);
    expect(failure).toMatchObject({ ...place, schemaVersion: event.schemaVersion });
  });

  test('is passed over by one that skips', async () => {
    expect(await reading({ unreadable: 'skip' })).toEqual({ positions: [0, 2], failure: undefined });
  });

  test('is handed to one that parks, as it lies there', async () => {
    const parked: [StoredEventError, NewStoredEvent][] = [];
    const read = await reading({ unreadable: 'park', park: (error, stored) => void parked.push([error, stored]) });
    expect(read).toEqual({ positions: [0, 2], failure: undefined });
    expect(parked).toHaveLength(1);
    expect(parked[0]?.[0]).toMatchObject(place);
    const { eventId, type, schemaVersion, data, metadata } = event;
    expect(parked[0]?.[1]).toMatchObject({ eventId, type, schemaVersion, data, metadata, position: 1 });
  });

  test('ends the reading when parking fails', async () => {
    const { positions, failure } = await reading({ unreadable: 'park', park: () => Promise.reject(new Error('full')) });
    expect([positions, String(failure)]).toEqual([[0], 'Error: full']);
  });

  test('is never skipped by what folds the stream', async () => {
    const banking = createBanking<AccountState>({
      store: await storeOf(event),
      account: { decider: accountDecider, upcasters: functions.account },
      types: { banking: bankingTypeUpcasters },
    });
    // Folding looks at no metadata.
    if (event.metadata === '[]') return;
    await expect(banking.account.load(id)).rejects.toMatchObject(place);
    const command = { type: 'banking.CloseAccount', data: id } as never;
    await expect(banking.account.handle('CloseAccount', command)).rejects.toMatchObject(place);
    await expect(banking.account.events(id)[Symbol.asyncIterator]().next()).resolves.toMatchObject({ done: false });
  });
});

test('an event whose step is missing is treated so too', async () => {
  const { 2: _deleted, ...versions } = opened.versions;
  const gap = { ...account, events: { ...account.events, Opened: { ...opened, versions } } };
  const source = defineRegistry('banking', [gap], { custom: functions });
  const store = await storeOf(written('Opened', 1, { owner: 'A', limit: 1 }));
  const parked: unknown[] = [];
  const events = readLog(store, [source], { unreadable: 'park', park: (error) => void parked.push(error) });
  const positions = [];
  for await (const { position } of events) positions.push(position);
  expect(positions).toEqual([0, 2]);
  expect(parked).toMatchObject([{ code: 'missing-upcaster', toSchemaVersion: 2, schemaVersion: 1, position: 1 }]);
});

test('unknown enum values alone may be parked, where the registry says so', async () => {
  const source = defineRegistry('banking', [account], { custom: functions, unknownEnum: 'park' });
  for (const [code, event] of unreadable) {
    const parked: string[] = [];
    const read = async () => {
      for await (const _event of readLog(await storeOf(event), [source], {
        park: (error) => void parked.push(error.code),
      }));
    };
    if (code === 'unknown-enum-value') await read();
    else await expect(read()).rejects.toMatchObject({ code });
    expect(parked).toEqual(code === 'unknown-enum-value' ? [code] : []);
  }
});
