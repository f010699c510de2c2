import { describe, expect, onTestFinished, test } from 'vitest';
import { OutcomeUnknownError } from '../../../runtime/src/errors/store-errors.js';
import type { Unit } from '../../../runtime/src/store/unit.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { openSqliteStore } from '../../../runtime/src/stores/sqlite/index.js';
import { together } from '../../../runtime/src/together/together.js';
import { abortable } from '../../../runtime/src/testing/contract/samples.js';
import { failure } from '../command/ordering-kit.js';
import { accountId, customerId, holder, openBank } from '../facts/bank-kit.js';
import { onceTogetherCases } from './once-together-cases.js';
import { togetherCases } from './together-cases.js';

describe('in memory', () => {
  togetherCases(async () => createMemoryEventStore());
  onceTogetherCases(async () => createMemoryEventStore());
});

describe('in SQLite', () => {
  const open = async () => {
    const store = await openSqliteStore({ path: ':memory:' });
    onTestFinished(() => store.close());
    return store;
  };
  togetherCases(open);
  onceTogetherCases(open);
});

const sleep = async (): Promise<void> => undefined;

describe('a commit whose outcome is unknown', () => {
  test.each([
    ['lost', 'account', {}],
    ['unheard', 'account', {}],
    ['lost', 'profile', {}],
    ['unheard', 'profile', {}],
    ['lost', 'account', { commandId: 'a' }],
    ['unheard', 'account', { commandId: 'a' }],
  ] as const)('and was %s is made sure of, once: %s, %o', async (fault, what, options) => {
    const store = createMemoryEventStore();
    let units = 0;
    const faulty: typeof store = {
      ...store,
      async transact(work, given) {
        units += 1;
        if (units > 1) return store.transact(work, given);
        if (fault === 'unheard') await store.transact(work, given);
        throw new OutcomeUnknownError();
      },
    };
    const outcome = await together(
      faulty,
      async (unit) => {
        const bank = openBank(unit);
        return what === 'account'
          ? bank.account.openAccount({ accountId, holder })
          : bank.profile.openProfile({ customerId, name: 'Ann' });
      },
      { sleep, ...options },
    );
    expect(outcome).toMatchObject({ kind: 'accepted', events: [{ position: 0 }], deduplicated: false });
    expect(units).toBe(fault === 'lost' ? 2 : 1);
    const bank = openBank(store);
    const stored =
      what === 'account'
        ? (await bank.account.load(accountId)).streamVersion
        : (await bank.profile.load(customerId)).revision;
    expect(stored).toBe(1);
  });
});

describe('what is asked of it', () => {
  const store = createMemoryEventStore();

  test.each([0, 1.5, Number.NaN])('are whole attempts, not %s', async (attempts) => {
    await failure(
      'invalid-use',
      together(store, async () => undefined, { attempts }),
    );
  });

  test('begins nothing behind its deadline, or once it was aborted', async () => {
    const late = { deadline: '2020-01-01T00:00:00Z' };
    await failure(
      'deadline-passed',
      together(store, async () => expect.fail('begun'), late),
    );
    const { signal, abort } = abortable();
    abort('enough');
    const aborted = together(store, async () => expect.fail('begun'), { signal });
    await failure('operation-aborted', aborted);
  });

  test('comes to nothing where nothing is done', async () => {
    expect(await together(store, async () => 7)).toBe(7);
    expect((await store.readLog({})).events).toEqual([]);
  });

  test('stores nothing of work that went on behind an error of one of its commands', async () => {
    const broken = together(store, async (unit) => {
      const bank = openBank(unit);
      await bank.account.openAccount({ accountId, holder });
      await unit
        .transact(async (inner) => {
          await inner.enqueue({ messageId: 'm', topic: 't', orderKey: 'o', payload: '{}' });
          throw new Error('in the middle');
        })
        .catch(() => undefined);
    });
    await expect(broken).rejects.toThrow('in the middle');
    expect((await store.readLog({})).events).toEqual([]);
    expect(await store.readOutbox(1)).toEqual([]);
  });

  test.each<[string, (unit: Unit) => Promise<unknown>]>([
    ['deleting documents', (unit) => unit.deleteDocument('c', 'k', 0)],
    ['checkpoints', (unit) => unit.findCheckpoint('c')],
  ])('does not go with %s', async (_, act) => {
    await failure(
      'invalid-use',
      together(store, (unit) => unit.transact(act)),
    );
  });

  test.each(['deleteStream', 'archiveStream', 'truncateStream', 'restoreStream'] as const)(
    'does not go with %s, which would be done at once',
    async (name) => {
      const act = (unit: object): Promise<unknown> =>
        (Reflect.get(unit, name) as (stream: string, expected: string) => Promise<unknown>)('a-b', 'any');
      await failure('invalid-use', together(store, act));
    },
  );
});
