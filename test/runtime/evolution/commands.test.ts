/** Commands of older schema versions: out of queues, and from old clients. */
import { describe, expect, test } from 'vitest';
import { commandFromJson } from '../../../runtime/src/codec/command-from-json.js';
import { openContext } from '../../../runtime/src/command/context.js';
import { defineRegistry } from '../../../runtime/src/registry/registry.js';
import { deciderRepository } from '../../../runtime/src/repository/decider-repository.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { account, type AccountContract, CloseAccount, OpenAccount } from '../sample/banking/account.js';
import { openAccount } from '../sample/banking/account.commands.js';
import { bankingRegistry } from '../sample/banking/banking.js';
import { accountDecider, type AccountState } from '../sample/src/account.decider.js';
import { accountId, custom, customWith, recordedAt } from './banking-kit.js';
import { failure } from './failure.js';

const registry = bankingRegistry(custom);
const type = 'banking.OpenAccount';
const latest = { accountId, holder: 'Ann', limit: 5, channel: 'web' };

describe('a command out of JSON', () => {
  test.each<[number, object]>([
    [1, { accountId, owner: 'Ann', limit: 5 }],
    [2, { accountId, holder: 'Ann', limit: 5 }],
    [3, latest],
  ])('of schema version %i is an instance of the latest', (schemaVersion, data) => {
    const before = JSON.stringify(data);
    const command = commandFromJson(registry, { type, schemaVersion, data: Object.freeze(data) });
    expect(command).toBeInstanceOf(OpenAccount);
    expect(command).toEqual(OpenAccount.of(latest as never));
    expect(JSON.stringify(data)).toBe(before);
    expect(command.data).not.toBe(data);
  });

  test('fills in the defaults of its own version', () => {
    const command = commandFromJson(registry, { type, schemaVersion: 2, data: { accountId, holder: 'Ann' } });
    expect(command.data).toMatchObject({ limit: 0 });
  });

  test('is known by its type', () => {
    const command = commandFromJson(registry, { type: 'banking.CloseAccount', schemaVersion: 1, data: { accountId } });
    const data: { readonly accountId: string } = command.data;
    expect(command).toBeInstanceOf(CloseAccount);
    expect(data).toEqual({ accountId });
  });
});

describe('a command is refused', () => {
  test('in the version that it was sent in, types only', () => {
    const error = failure('invalid-message', () =>
      commandFromJson(registry, { type, schemaVersion: 1, data: { accountId: 'x', holder: 'Ann', limit: 5 } }),
    );
    expect(error.schemaVersion).toBe(1);
    expect(error.problems.map(({ pointer }) => pointer)).toEqual(['/accountId', '/owner', '/holder']);
    for (const data of [null, [], 'text', undefined, 7]) {
      failure('invalid-message', () => commandFromJson(registry, { type, schemaVersion: 1, data }));
    }
  });

  test('in the latest version, with its constraints', () => {
    for (const [schemaVersion, name] of [
      [1, 'owner'],
      [2, 'holder'],
      [3, 'holder'],
    ] as const) {
      const data = { accountId, [name]: 'A', limit: 1, ...(schemaVersion === 3 ? { channel: 'web' } : {}) };
      const error = failure('invalid-message', () => commandFromJson(registry, { type, schemaVersion, data }));
      expect(error).toMatchObject({ schemaVersion: 3, problems: [{ kind: 'constraint', pointer: '/holder' }] });
    }
  });

  test.each([4, 40, Number.MAX_SAFE_INTEGER])('when it is newer than this code: version %i', (schemaVersion) => {
    const error = failure('newer-command', () => commandFromJson(registry, { type, schemaVersion, data: {} }));
    expect(error).toMatchObject({ type, schemaVersion, latestKnown: 3 });
  });

  test.each([0, -1, 1.5, Number.NaN, Infinity, '1' as never, undefined as never])(
    'in version %s, which never was',
    (schemaVersion) => {
      failure('unknown-command', () => commandFromJson(registry, { type, schemaVersion, data: latest }));
    },
  );

  test.each(['banking.OpenAcount', 'banking.Opened', 'constructor', '__proto__', ''])('of type %j', (unknown) => {
    failure('unknown-command', () => commandFromJson(registry, { type: unknown, schemaVersion: 1, data: {} }));
  });

  test('when a step is missing', () => {
    const { 2: _deleted, ...versions } = openAccount.versions;
    const definition = { ...openAccount, versions };
    const gap = {
      ...account,
      commands: { ...account.commands, OpenAccount: { ...account.commands.OpenAccount, definition } },
    };
    const broken = defineRegistry('banking', [gap], { custom });
    const error = failure('unknown-command', () =>
      commandFromJson(broken, { type, schemaVersion: 1, data: { accountId, owner: 'A', limit: 1 } }),
    );
    expect(error.message).toContain('no step leads to schema version 2');
  });

  test('when a function of the user throws, or gives what does not fit', () => {
    const cause = new Error('Secret');
    const with_ = (channel: () => unknown) => bankingRegistry(customWith({ OpenAccount: { 3: { channel } } }));
    const old = { type, schemaVersion: 1, data: { accountId, owner: 'Secret', limit: 1 } };
    const thrown = failure('failed-command-upcaster', () =>
      commandFromJson(
        with_(() => {
          throw cause;
        }),
        old,
      ),
    );
    expect(thrown).toMatchObject({ type, from: 2, to: 3, cause });
    const unfit = failure('failed-command-upcaster', () =>
      commandFromJson(
        with_(() => 'Secret'),
        old,
      ),
    );
    expect(unfit).toMatchObject({
      from: 2,
      to: 3,
      cause: { code: 'invalid-message', problems: [{ pointer: '/channel' }] },
    });
    for (const error of [thrown, unfit]) expect(error.message).not.toContain('Secret');
    expect(String(unfit.cause)).not.toContain('Secret');
  });
});

describe('the outcome of a command stands', () => {
  const handlerOf = (definition = account, store = createMemoryEventStore({ now: () => recordedAt })) => {
    const context = openContext<AccountContract>(defineRegistry('banking', [definition], { custom }), {
      store,
      now: () => recordedAt,
    });
    const decider: Parameters<typeof deciderRepository<AccountContract, AccountState>>[1] = { ...accountDecider };
    return { store, accounts: deciderRepository(definition, decider, context) };
  };
  const options = { commandId: 'c-1' } as const;
  const ofOne = () =>
    commandFromJson(registry, { type, schemaVersion: 1, data: { accountId, owner: 'Ann', limit: 5 } });
  const handle = (accounts: ReturnType<typeof handlerOf>['accounts'], command: object) =>
    accounts.handle('OpenAccount', command as never, options);

  test('whether it came in an older version or was taken up already', async () => {
    const { store, accounts } = handlerOf();
    const first = await handle(accounts, ofOne());
    const again = await handle(accounts, OpenAccount.of(latest as never));
    expect(again).toEqual({ ...first, deduplicated: true });
    expect((await store.readLog()).events).toHaveLength(2);
  });

  // What the code of an earlier release knew of the command.
  function earlier(schemaVersion: number): typeof account {
    const versions = Object.fromEntries(
      Object.entries(openAccount.versions).filter(([at]) => Number(at) <= schemaVersion),
    );
    const definition = { ...openAccount, schemaVersion, versions, messageClass: { prototype: {} } } as never;
    return {
      ...account,
      commands: { ...account.commands, OpenAccount: { ...account.commands.OpenAccount, definition } },
    };
  }

  test.each<[number, object]>([
    [1, { accountId, owner: 'Ann', limit: 5 }],
    [2, { accountId, holder: 'Ann', limit: 5 }],
  ])('when code that knew version %i has handled it, and the queue hands it to newer code', async (at, data) => {
    const old = handlerOf(earlier(at));
    const command = { type, data };
    // What older code made of it does not matter here.
    const decided = { ...accountDecider, decide: { ...accountDecider.decide, OpenAccount: () => [] } };
    const oldContext = openContext<AccountContract>(defineRegistry('banking', [earlier(at)], { custom }), {
      store: old.store,
    });
    await deciderRepository<AccountContract, AccountState>(earlier(at), decided, oldContext).handle(
      'OpenAccount',
      command as never,
      options,
    );
    const { accounts } = handlerOf(account, old.store);
    for (const now of [ofOne(), OpenAccount.of(latest as never)]) {
      expect(await handle(accounts, now)).toMatchObject({ kind: 'accepted', events: [], deduplicated: true });
    }
    expect((await old.store.readLog()).events).toEqual([]);
    const other = OpenAccount.of({ ...latest, holder: 'Bob' } as never);
    await expect(handle(accounts, other)).rejects.toMatchObject({ code: 'idempotency-key-reused' });
  });

  test('under a hash that never changes', async () => {
    const { store, accounts } = handlerOf();
    await handle(accounts, ofOne());
    const found = await store.findOutcome({ tenant: '', context: 'banking', commandId: 'c-1' });
    expect(found?.commandHash).toBe('0641047fd34c0c4a32d77fb7ba27f2e85f64eb9a');
  });
});
