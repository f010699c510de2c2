import { describe, expect, test } from 'vitest';
import { uuidV5 } from '../../../runtime/src/message/uuid.js';
import { readLog } from '../../../runtime/src/repository/read-log.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import type { NewStoredEvent } from '../../../runtime/src/store/stored-event.js';
import { bankingRegistry, createBanking } from '../sample/banking/banking.js';
import { accountDecider, type AccountState } from '../sample/src/account.decider.js';
import { accountUpcasters, bankingTypeUpcasters } from '../sample/src/account.upcasters.js';
import { failure } from './failure.js';
import {
  accountId,
  codecWith,
  custom,
  customWith,
  id,
  otherAccount,
  read,
  recordedAt,
  stored,
  stream,
  written,
} from './banking-kit.js';

const merged = (cents = 300) => stored('Merged', 1, { into: otherAccount, cents });

describe('a replaced event', () => {
  test('is read as what it became: one position, parts in order, the first under the stored id', () => {
    const event = merged();
    const shared = { id, streamName: stream, position: 3, recordedAt, schemaVersion: 1 };
    const metadata = { correlationId: 'c', causationId: 'k', actor: 'ann' };
    expect(read(event)).toStrictEqual([
      {
        type: 'banking.Withdrawn',
        data: { amount: '3.00', reference: event.eventId, account: accountId, at: 4 },
        eventId: event.eventId,
        part: 0,
        ...shared,
        metadata,
      },
      { type: 'banking.Closed', data: {}, eventId: uuidV5(event.eventId, '1'), part: 1, ...shared, metadata },
    ]);
  });

  test('has ids that never change', () => {
    const event = { ...merged(), eventId: '00000000-0000-7000-8000-0000000000ff' as never };
    expect(read(event).map(({ eventId }) => eventId)).toEqual([
      '00000000-0000-7000-8000-0000000000ff',
      'd73b0fe7-627a-5037-811d-e77be367a542',
    ]);
  });

  test('may be read as one event, or as none', () => {
    expect(read(merged(0)).map(({ type, part }) => [type, part])).toEqual([['banking.Closed', 0]]);
    expect(read(merged(), codecWith(customWith({ Merged: { becomes: () => [] } })))).toEqual([]);
  });

  test('of several types may be read as one, each with what its own function makes of it', () => {
    const both = [merged(), stored('Dissolved', 1, { into: otherAccount })].flatMap((event) => read(event));
    const withdrawn = both.filter(({ type }) => type === 'banking.Withdrawn');
    expect(withdrawn.map(({ data, part }) => [(data as { amount: string }).amount, part])).toEqual([
      ['3.00', 0],
      ['0.07', 2],
    ]);
    expect(new Set(both.map(({ eventId }) => eventId)).size).toBe(both.length);
  });

  test('may become what was itself replaced; ignored parts are passed over and keep their numbers', () => {
    const event = stored('Dissolved', 1, { into: otherAccount });
    expect(read(event).map(({ type, part, eventId, data }) => [type, part, eventId, data])).toEqual([
      ['banking.Deposited', 1, uuidV5(event.eventId, '1'), { amount: '0.50', by: 'ann' }],
      [
        'banking.Withdrawn',
        2,
        uuidV5(event.eventId, '2'),
        { amount: '0.07', reference: uuidV5(event.eventId, '2'), account: accountId, at: 4 },
      ],
      // A part of the third part: whatever else becomes of that one, nobody else's id follows from it.
      ['banking.Closed', 3, uuidV5(uuidV5(event.eventId, '2'), '1'), {}],
    ]);
  });

  test('is given to the fold as its parts', () => {
    const folded = codecWith().decodeMessage(merged(), id);
    expect(folded).toMatchObject({ events: [{ type: 'banking.Withdrawn' }, { type: 'banking.Closed' }] });
  });
});

describe('what a replaced event becomes is looked at', () => {
  const becoming = (become: (...given: never) => unknown) => codecWith(customWith({ Merged: { becomes: become } }));
  const step = { type: 'banking.Merged', from: 2, to: undefined };
  const place = { storedType: 'banking.Merged', schemaVersion: 1, position: 3, streamName: stream, step };

  test('a function that throws', () => {
    const cause = new Error('Secret');
    const error = failure('failed-upcaster', () =>
      read(
        merged(),
        becoming(() => {
          throw cause;
        }),
      ),
    );
    expect(error).toMatchObject(place);
    expect(error.cause).toBe(cause);
    expect(error.message).toMatch(/what banking\.Merged becomes threw/);
  });

  test.each<[string, unknown]>([
    ['no list', undefined],
    ['one event', { type: 'banking.Closed', schemaVersion: 1, data: {} }],
    ['a promise', Promise.resolve([])],
    ['something that is no event', [null]],
    ['an event without a version', [{ type: 'banking.Closed', data: {} }]],
    ['an event without data', [{ type: 'banking.Closed', schemaVersion: 1 }]],
    ['an undeclared type', [{ type: 'banking.Secret', schemaVersion: 1, data: {} }]],
    ['a member of all objects', [{ type: 'constructor', schemaVersion: 1, data: {} }]],
    ['an alias', [{ type: 'account-opened', schemaVersion: 7, data: {} }]],
    ['a version that never was', [{ type: 'banking.Closed', schemaVersion: 2, data: {} }]],
    ['no version at all', [{ type: 'banking.Closed', schemaVersion: 0.5, data: {} }]],
    ['itself', [{ type: 'banking.Merged', schemaVersion: 2, data: { into: otherAccount, cents: 1, remark: '' } }]],
  ])('%s', (_what, given) => {
    const error = failure('invalid-replacement', () =>
      read(
        merged(),
        becoming(() => given),
      ),
    );
    expect(error).toMatchObject(place);
  });

  test('a way back to where it came from', () => {
    const circle = codecWith(
      customWith({
        Merged: { becomes: () => [{ type: 'banking.Dissolved', schemaVersion: 1, data: { into: otherAccount } }] },
        Dissolved: {
          becomes: () => [{ type: 'banking.Merged', schemaVersion: 1, data: { into: otherAccount, cents: 1 } }],
        },
      }),
    );
    const error = failure('invalid-replacement', () => read(merged(), circle));
    expect(error.message).toContain('what banking.Dissolved becomes leads back to banking.Merged');
  });

  test('data that does not fit its version', () => {
    const error = failure('unfit-upcast', () =>
      read(
        merged(),
        becoming(() => [{ type: 'banking.Withdrawn', schemaVersion: 1, data: { cents: 'Secret' } }]),
      ),
    );
    expect(error.problems.map(({ pointer }) => pointer)).toEqual(['/cents']);
    expect(error.message).not.toContain('Secret');
    expect(error).toMatchObject(place);
  });

  test('a part whose own step fails names that step, and the event that is stored', () => {
    const codec = becoming(() => [
      { type: 'banking.Opened', schemaVersion: 2, data: { holder: 'A', limit: { amount: '1' }, openedAt: recordedAt } },
    ]);
    const failing = codecWith({
      ...customWith({
        Opened: {
          3: {
            channel() {
              throw new Error('no');
            },
          },
        },
        Merged: {
          becomes: () => [
            {
              type: 'banking.Opened',
              schemaVersion: 2,
              data: { holder: 'A', limit: { amount: '1' }, openedAt: recordedAt },
            },
          ],
        },
      }),
    });
    expect(read(merged(), codec)[0]?.type).toBe('banking.Opened');
    const error = failure('failed-upcaster', () => read(merged(), failing));
    expect(error).toMatchObject({ storedType: 'banking.Merged', step: { type: 'banking.Opened', from: 2, to: 3 } });
  });
});

async function storeOf(events: readonly NewStoredEvent[]): Promise<FullEventStore> {
  const store = createMemoryEventStore({ now: () => recordedAt });
  await store.append({ streamName: stream, expected: 'no-stream', events });
  return store;
}

function open(store: FullEventStore, heard: string[] = []) {
  return createBanking<AccountState>({
    store,
    now: () => '2026-02-01T00:00:00Z',
    account: { decider: accountDecider, upcasters: accountUpcasters },
    types: { banking: bankingTypeUpcasters },
    subscribers: [{ notify: (events) => void heard.push(...events.map(({ type }) => type)), failed: () => undefined }],
  });
}

async function all<T>(events: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const event of events) found.push(event);
  return found;
}

const past = [
  written('Opened', 1, { owner: 'Ann', limit: 1 }),
  written('Merged', 1, { into: otherAccount, cents: 300 }),
  written('Deposited', 2, { amount: '2.00' }),
];

describe('a replaced event counts as one', () => {
  test('in stream versions, positions and moments of the past', async () => {
    const { account } = open(await storeOf(past));
    const story = ['opened 1.00 branch', 'withdrawn 3.00', 'closed', 'deposited 2.00 by ann'];
    expect(await account.load(id)).toMatchObject({ state: { story }, streamVersion: 3 });
    expect((await account.load(id, { streamVersion: 2 })).state.story).toEqual(story.slice(0, 3));
    expect((await account.load(id, { streamVersion: 1 })).state.story).toEqual(story.slice(0, 1));
    expect((await all(account.events(id))).map(({ position, part }) => [position, part])).toEqual([
      [0, 0],
      [1, 0],
      [1, 1],
      [2, 0],
    ]);
  });

  test('in what is expected of the next append', async () => {
    const store = await storeOf(past);
    const outcome = await open(store).account.handle('OpenAccount', {
      type: 'banking.OpenAccount',
      data: { accountId, holder: 'Bob', limit: 3, channel: 'web' },
    } as never);
    expect(outcome).toMatchObject({ kind: 'accepted', streamVersion: 5 });
    expect(outcome.events.map(({ position }) => position)).toEqual([3, 4]);
  });

  test('in pages of the log, whose parts are never torn apart', async () => {
    const store = await storeOf(past);
    const paged = { ...store, readLog: (options: object = {}) => store.readLog({ ...options, limit: 1 }) };
    const events = await all(readLog(paged, [bankingRegistry(custom)]));
    expect(events.map(({ type, part }) => [type, part])).toEqual([
      ['banking.Opened', 0],
      ['banking.Withdrawn', 0],
      ['banking.Closed', 1],
      ['banking.Deposited', 0],
    ]);
    expect(events[1]?.logPosition).toBe(events[2]?.logPosition);
  });

  test('for whoever is told the outcome of a command a second time', async () => {
    // The command was handled by code that still knew the event.
    const store = createMemoryEventStore({ now: () => recordedAt });
    const heard: string[] = [];
    const banking = open(store, heard);
    const data = { accountId, holder: 'Ann', limit: 3, channel: 'web' } as const;
    const command = { type: 'banking.OpenAccount', data } as never;
    const first = await banking.account.handle('OpenAccount', command, { commandId: 'c-1' });
    const replaced = {
      ...store,
      async readStream(...given: Parameters<FullEventStore['readStream']>) {
        const page = await store.readStream(...given);
        const [event, ...rest] = page.events;
        if (event === undefined) return page;
        const before = {
          ...event,
          ...written('Merged', 1, { into: otherAccount, cents: 300 }),
          eventId: event.eventId,
        };
        return { ...page, events: [before, ...rest] };
      },
    };
    const again = await open(replaced, heard).account.handle('OpenAccount', command, { commandId: 'c-1' });
    expect(first.events.map(({ type }) => type)).toEqual(['banking.Opened', 'banking.Deposited']);
    expect(again).toMatchObject({ deduplicated: true, streamVersion: 2 });
    expect(again.events.map(({ type, position, part }) => [type, position, part])).toEqual([
      ['banking.Withdrawn', 0, 0],
      ['banking.Closed', 0, 1],
      ['banking.Deposited', 1, 0],
    ]);
    expect(heard).toEqual(['banking.Opened', 'banking.Deposited']);
  });

  test('and is never written again', async () => {
    const banking = open(await storeOf([]).then(() => createMemoryEventStore()));
    const event = { type: 'banking.Merged', data: { into: otherAccount, cents: 1, remark: '' } } as never;
    await expect(banking.accountLog.record(id, [event])).rejects.toMatchObject({ code: 'invalid-decision' });
    expect(() => codecWith().encode(event, '' as never, { id, metadata: {} as never, metadataText: '{}' })).toThrow(
      'banking.Merged is no event of banking.',
    );
  });
});

describe('a filter for types of events', () => {
  const types = async (...asked: string[]) => {
    const store = await storeOf([...past, written('account-opened', 7, { owner: 'Bob', limit: 2 })]);
    const events = await all(readLog(store, [bankingRegistry(custom)], { filter: { types: asked } }));
    return events.map(({ type, position, part }) => `${type} ${position}.${part}`);
  };

  test('finds them under their aliases, and in what replaced events became', async () => {
    expect(await types('banking.Opened')).toEqual(['banking.Opened 0.0', 'banking.Opened 3.0']);
    expect(await types('banking.Closed')).toEqual(['banking.Closed 1.1']);
    expect(await types('account-opened')).toEqual(['banking.Opened 0.0', 'banking.Opened 3.0']);
    expect(await types('banking.Withdrawn', 'banking.Deposited')).toEqual([
      'banking.Withdrawn 1.0',
      'banking.Deposited 2.0',
    ]);
  });

  test('gives all parts of a replaced event that is asked for itself, and nothing for an empty list', async () => {
    expect(await types('banking.Merged')).toEqual(['banking.Withdrawn 1.0', 'banking.Closed 1.1']);
    expect(await types()).toEqual([]);
    expect(await types('other.Thing', 'constructor')).toEqual([]);
  });
});
