/** Events written in an older schema version while others still read with older code. */
import { describe, expect, test } from 'vitest';
import { openContext, type ContextOptions } from '../../../runtime/src/command/context.js';
import { logRepository } from '../../../runtime/src/repository/log-repository.js';
import { deciderRepository } from '../../../runtime/src/repository/decider-repository.js';
import { toDecimal } from '../../../runtime/src/shape/decimal.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { defineRegistry, type RegistryOptions } from '../../../runtime/src/registry/registry.js';
import type { Step } from '../../../runtime/src/registry/message-definition.js';
import type { DecodedEvent } from '../../../runtime/src/codec/decode-event.js';
import { account, type AccountContract, Deposited, Opened } from '../sample/banking/account.js';
import { opened } from '../sample/banking/account.events.js';
import { accountDecider, type AccountState } from '../sample/src/account.decider.js';
import { accountId, custom, id, recordedAt, stream } from './banking-kit.js';

const limit = { amount: toDecimal('7.50'), currency: 'USD' };
const openedNow = Opened.of({ holder: 'Ann', limit, openedAt: recordedAt, channel: 'web' });
const deposited = Deposited.of({ amount: toDecimal('2.50'), memo: 'x', by: 'ann' });

interface Choice {
  readonly registry?: RegistryOptions;
  readonly context?: Partial<ContextOptions>;
  readonly heard?: (event: object) => void;
}

function openBanking(
  { registry, context, heard }: Choice = {},
  store = createMemoryEventStore({ now: () => recordedAt }),
) {
  const opened_ = openContext<AccountContract>(defineRegistry('banking', [account], { custom, ...registry }), {
    store,
    now: () => recordedAt,
    subscribers: [{ notify: (events) => events.forEach((event) => heard?.(event)), failed: () => undefined }],
    ...context,
  });
  const decider: Parameters<typeof deciderRepository<AccountContract, AccountState>>[1] = { ...accountDecider };
  return { store, log: logRepository(account, opened_), accounts: deciderRepository(account, decider, opened_) };
}

const asOne = { registry: { writeAs: { 'banking.Deposited': 1 } } };

describe('an older schema version', () => {
  test('is what is stored, and the latest is what everybody is told', async () => {
    const heard: object[] = [];
    const { store, log } = openBanking({ ...asOne, heard: (event) => void heard.push(event) });
    const recorded = await log.record(id, [deposited], { metadata: { actor: 'ann' } });
    const { events } = await store.readStream(stream);
    expect(events).toMatchObject([{ schemaVersion: 1, data: '{"cents":250,"note":"x"}' }]);
    expect(recorded).toMatchObject({
      kind: 'recorded',
      events: [{ type: 'banking.Deposited', data: deposited.data, schemaVersion: 1, position: 0, recordedAt }],
    });
    expect(heard).toEqual(recorded.kind === 'recorded' ? recorded.events : []);
    for await (const event of log.events(id)) expect(event).toStrictEqual(heard[0]);
  });

  test('is chosen by the registry, and by the options of the context before it', async () => {
    const versions = async (choice: Choice): Promise<unknown[]> => {
      const { store, log } = openBanking(choice);
      await log.record(id, [deposited, openedNow]);
      return (await store.readStream(stream)).events.map(({ schemaVersion }) => schemaVersion);
    };
    expect(await versions({})).toEqual([3, 3]);
    expect(await versions(asOne)).toEqual([1, 3]);
    expect(await versions({ ...asOne, context: { writeAs: { 'banking.Deposited': 2 } } })).toEqual([2, 3]);
    expect(await versions({ ...asOne, context: { writeAs: { 'banking.Deposited': 3 } } })).toEqual([3, 3]);
    expect(await versions({ ...asOne, context: { writeAs: { 'banking.Opened': 2 } } })).toEqual([1, 2]);
  });

  test('goes with the fingerprint of its own shape', async () => {
    const seen: unknown[] = [];
    const store = createMemoryEventStore();
    const watched = {
      ...store,
      append: (request: Parameters<typeof store.append>[0]) => {
        seen.push(
          ...request.events.map(({ schemaVersion, shapeHash, draft }) => ({ schemaVersion, shapeHash, draft })),
        );
        return store.append(request);
      },
    };
    await openBanking({}, watched).log.record(id, [openedNow]);
    await openBanking({ context: { writeAs: { 'banking.Opened': 2 } } }, watched).log.record(id, [openedNow]);
    const hash = (schemaVersion: number) => opened.versions[schemaVersion]?.hash;
    expect(seen).toEqual([
      { schemaVersion: 3, shapeHash: hash(3), draft: false },
      { schemaVersion: 2, shapeHash: hash(2), draft: false },
    ]);
    expect(hash(2)).not.toBe(hash(3));
  });

  test('that loses something: everybody hears what will be read later, the first time and again', async () => {
    const choice = { context: { writeAs: { 'banking.Opened': 2 } } };
    const heard: object[] = [];
    const { store, accounts } = openBanking({ ...choice, heard: (event) => void heard.push(event) });
    const command = {
      type: 'banking.OpenAccount',
      data: { accountId, holder: 'Ann', limit: 3, channel: 'web' },
    } as never;
    const first = await accounts.handle('OpenAccount', command, { commandId: 'c-1' });
    // The currency and the channel were lost on the way, and the steps up say anew.
    expect(first.events[0]).toMatchObject({
      data: { limit: { amount: '3.00', currency: 'EUR' }, channel: 'branch' },
      schemaVersion: 2,
    });
    const again = await openBanking(choice, store).accounts.handle('OpenAccount', command, { commandId: 'c-1' });
    expect(again).toEqual({ ...first, deduplicated: true });
    const later = await openBanking({}, store).accounts.handle('OpenAccount', command, { commandId: 'c-1' });
    expect(later.events).toEqual(first.events);
    expect(heard).toEqual(first.events);
  });

  test('recorded again by code that writes another version is the same recording', async () => {
    const { store, log } = openBanking(asOne);
    const options = { commandId: 'c-1', metadata: { actor: 'ann' } } as const;
    const first = await log.record(id, [deposited], options);
    const again = await openBanking({}, store).log.record(id, [deposited], options);
    expect(again).toEqual({ ...first, deduplicated: true });
    const other = Deposited.of({ amount: toDecimal('2.51'), by: 'ann' });
    await expect(openBanking({}, store).log.record(id, [other], options)).rejects.toMatchObject({
      code: 'idempotency-key-reused',
    });
    expect((await store.readStream(stream)).streamVersion).toBe(1);
  });
});

describe('a version that cannot be written is refused when the context is opened', () => {
  test.each<[string, Record<string, number>, string]>([
    ['no step down', { 'banking.Opened': 1 }, 'no step leads down to 1'],
    ['no step down at all', { 'banking.Withdrawn': 1 }, 'no step leads down to 1'],
    ['a version to come', { 'banking.Opened': 4 }, 'it has 1 to 3'],
    ['no version', { 'banking.Opened': 0 }, 'it has 1 to 3'],
    ['a fraction', { 'banking.Opened': 1.5 }, 'it has 1 to 3'],
    ['no event', { 'banking.Opned': 1 }, 'banking.Opned, which is no event that banking writes'],
    ['an alias', { 'account-opened': 1 }, 'account-opened, which is no event'],
    ['a replaced event', { 'banking.Merged': 1 }, 'banking.Merged, which is no event'],
    ['a member of all objects', { constructor: 1 } as never, 'constructor, which is no event'],
  ])('%s', (_what, writeAs, text) => {
    for (const choice of [{ registry: { writeAs } }, { context: { writeAs } }]) {
      expect(() => openBanking(choice)).toThrow(expect.objectContaining({ code: 'invalid-use' }));
      expect(() => openBanking(choice)).toThrow(text);
    }
  });
});

describe('a step down', () => {
  const withDowncast = (downcast: Step) => {
    const { 3: latest, ...before } = opened.versions;
    const versions = { ...before, 3: { ...latest, downcast } } as typeof opened.versions;
    const changed = { ...account, events: { ...account.events, Opened: { ...opened, versions } } };
    const store = createMemoryEventStore();
    const registry = defineRegistry<AccountContract>('banking', [changed], { custom });
    return {
      store,
      log: logRepository<AccountContract>(changed, openContext(registry, { store, writeAs: { 'banking.Opened': 2 } })),
    };
  };

  test('that throws stores nothing, and its error is the cause', async () => {
    const cause = new Error('Secret');
    const { store, log } = withDowncast(() => {
      throw cause;
    });
    const failure: unknown = await log.record(id, [openedNow]).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'failed-downcast', type: 'banking.Opened', from: 3, to: 2, cause });
    expect(String(failure)).not.toContain('Secret');
    expect((await store.readLog()).events).toEqual([]);
  });

  test('whose result does not fit the older version stores nothing', async () => {
    const { store, log } = withDowncast(() => ({ holder: 7, limit: { amount: '1' }, openedAt: recordedAt }));
    await expect(log.record(id, [openedNow])).rejects.toMatchObject({
      code: 'invalid-message',
      type: 'banking.Opened',
      schemaVersion: 2,
      problems: [{ pointer: '/holder' }],
    });
    expect((await store.readLog()).events).toEqual([]);
  });

  test('knows what is known before storing, and is told so where it asks for more', async () => {
    const seen: unknown[] = [];
    const older = { holder: 'Ann', limit: { amount: '1' }, openedAt: recordedAt };
    const known = withDowncast((_newer: never, facts: DecodedEvent) => {
      seen.push(facts.id, facts.metadata['actor'], facts.schemaVersion, facts.eventId);
      return older;
    });
    const recorded = await known.log.record(id, [openedNow], { metadata: { actor: 'ann' } });
    expect(recorded.kind === 'recorded' && [id, 'ann', 2, recorded.events[0]?.eventId]).toEqual(seen);
    for (const fact of ['recordedAt', 'streamVersion']) {
      const asking = withDowncast((_newer: never, facts: object) => ({
        ...older,
        holder: String(Reflect.get(facts, fact)),
      }));
      await expect(asking.log.record(id, [openedNow])).rejects.toMatchObject({
        code: 'failed-downcast',
        cause: { code: 'invalid-use' },
      });
    }
  });
});

test('drafts are marked as such, until a version is written that is none', async () => {
  const marks: unknown[] = [];
  const store = createMemoryEventStore();
  const watched = {
    ...store,
    append: (request: Parameters<typeof store.append>[0]) => {
      marks.push(...request.events.map(({ type, draft }) => `${type} ${draft}`));
      return store.append(request);
    },
  };
  const { log } = openBanking({}, watched);
  const { Withdrawn } = await import('../sample/banking/account.js');
  await log.record(id, [
    deposited,
    Withdrawn.of({ amount: toDecimal('1'), reference: accountId, account: accountId, at: 1 }),
  ]);
  expect(marks).toEqual(['banking.Deposited false', 'banking.Withdrawn true']);
});
