import { describe, expect, test } from 'vitest';
import { given, type UpcastSample, verifyUpcast, verifyUpcasts } from '../../../runtime/src/testing/index.js';
import { toDecimal } from '../../../runtime/src/shape/decimal.js';
import { defineRegistry } from '../../../runtime/src/registry/registry.js';
import { account, Closed, Deposited, type AccountContract } from '../sample/banking/account.js';
import { opened } from '../sample/banking/account.events.js';
import { bankingRegistry } from '../sample/banking/banking.js';
import { accountDecider, type AccountState } from '../sample/src/account.decider.js';
import { accountId, custom, customWith, otherAccount, recordedAt } from '../evolution/banking-kit.js';

const registry = bankingRegistry(custom);

const samples: readonly UpcastSample[] = [
  { type: 'banking.Opened', schemaVersion: 1, data: { owner: 'Ann', limit: 12.5 } },
  { type: 'banking.Opened', schemaVersion: 2, data: { holder: 'Ann', limit: { amount: '1' }, openedAt: recordedAt } },
  {
    type: 'banking.Opened',
    schemaVersion: 3,
    data: { openedAt: recordedAt, holder: 'Ann', limit: { currency: 'EUR', amount: '1' }, channel: 'web' },
  },
  { type: 'banking.Deposited', schemaVersion: 1, data: '{"cents":250}' },
  { type: 'banking.Deposited', schemaVersion: 2, data: { amount: '2.50', memo: 'x' } },
  { type: 'banking.Deposited', schemaVersion: 3, data: { amount: '2.50', by: 'ann' } },
  { type: 'banking.Withdrawn', schemaVersion: 1, data: { cents: 1 } },
  {
    type: 'banking.Withdrawn',
    schemaVersion: 2,
    data: { amount: '1', reference: accountId, account: accountId, at: 1 },
  },
  { type: 'banking.Closed', schemaVersion: 1, data: {} },
  { type: 'banking.Merged', schemaVersion: 1, data: { into: otherAccount, cents: 5 } },
  { type: 'banking.Merged', schemaVersion: 2, data: { into: otherAccount, cents: 0, remark: '' } },
  { type: 'banking.Dissolved', schemaVersion: 1, data: { into: otherAccount } },
  { type: 'banking.OpenAccount', schemaVersion: 1, data: { accountId, owner: 'Ann', limit: 1 } },
  { type: 'banking.OpenAccount', schemaVersion: 2, data: { accountId, holder: 'Ann' } },
  { type: 'banking.OpenAccount', schemaVersion: 3, data: { accountId, holder: 'Ann', limit: 1, channel: 'web' } },
  { type: 'banking.CloseAccount', schemaVersion: 1, data: { accountId } },
];

describe('samples of every version', () => {
  test('that reach a valid latest one pass', () => {
    verifyUpcasts(registry, samples);
  });

  test.each(samples.map(({ type, schemaVersion }) => [type, schemaVersion] as const))(
    'must be there: %s %i',
    (type, schemaVersion) => {
      const rest = samples.filter((sample) => sample.type !== type || sample.schemaVersion !== schemaVersion);
      expect(() => verifyUpcasts(registry, rest)).toThrow(`${type} ${schemaVersion}`);
    },
  );

  test('are of messages that there are', () => {
    expect(() => verifyUpcast(registry, { type: 'banking.Opned', schemaVersion: 1, data: {} })).toThrow(
      expect.objectContaining({ code: 'invalid-use' }),
    );
  });
});

describe('one sample', () => {
  test('tells what it is read as, for a fixture to hold it to', () => {
    const stored = { recordedAt: '2020-02-29T00:00:00Z', id: { accountId }, metadata: { actor: 'bob' } };
    const sample = { type: 'account-opened', schemaVersion: 7, data: { owner: 'Ann', limit: 12.5 }, stored };
    expect(verifyUpcast(registry, sample)).toEqual([
      {
        type: 'banking.Opened',
        data: {
          holder: 'Ann',
          limit: { amount: '12.50', currency: 'EUR' },
          openedAt: stored.recordedAt,
          channel: 'branch',
        },
      },
    ]);
    const withdrawn = verifyUpcast(registry, {
      type: 'banking.Withdrawn',
      schemaVersion: 1,
      data: { cents: 1 },
      stored,
    });
    expect(withdrawn).toMatchObject([{ data: { account: accountId, at: 1 } }]);
    const deposited = verifyUpcast(registry, {
      type: 'banking.Deposited',
      schemaVersion: 1,
      data: { cents: 1 },
      stored,
    });
    expect(deposited).toMatchObject([{ data: { by: 'bob' } }]);
    const merged = verifyUpcast(registry, {
      type: 'banking.Merged',
      schemaVersion: 1,
      data: { into: otherAccount, cents: 1 },
    });
    expect(merged.map((part) => part.type)).toEqual(['banking.Withdrawn', 'banking.Closed']);
    expect(verifyUpcast(registry, { type: 'banking.Noted', schemaVersion: 1, data: {} })).toEqual([]);
    const command = verifyUpcast(registry, {
      type: 'banking.OpenAccount',
      schemaVersion: 2,
      data: { accountId, holder: 'Ann' },
    });
    expect(command).toMatchObject([{ data: { limit: 0, channel: 'web' } }]);
  });

  test.each<[string, UpcastSample, string]>([
    ['is no sample of its version', { type: 'banking.Opened', schemaVersion: 1, data: {} }, 'undecodable-event'],
    ['is of a version to come', { type: 'banking.Opened', schemaVersion: 4, data: {} }, 'newer-schema-version'],
    ['is of a command’s version to come', { type: 'banking.OpenAccount', schemaVersion: 4, data: {} }, 'newer-command'],
    [
      'breaks a constraint of the latest command',
      { type: 'banking.OpenAccount', schemaVersion: 1, data: { accountId, owner: 'A', limit: 1 } },
      'invalid-message',
    ],
  ])('that %s fails', (_what, sample, code) => {
    expect(() => verifyUpcast(registry, sample)).toThrow(expect.objectContaining({ code }));
  });
});

describe('steps that are wrong are found out', () => {
  const first = { type: 'banking.Opened', schemaVersion: 1, data: { owner: 'Ann', limit: 1 } };

  test('a function that is not pure', () => {
    let calls = 0;
    const fickle = customWith({ Opened: { 3: { channel: () => ((calls += 1) % 2 === 0 ? 'web' : 'branch') } } });
    expect(() => verifyUpcast(bankingRegistry(fickle), first)).toThrow('a step is not pure');
    const command = customWith({ OpenAccount: { 3: { channel: () => ((calls += 1) % 2 === 0 ? 'web' : 'branch') } } });
    const sample = { type: 'banking.OpenAccount', schemaVersion: 1, data: { accountId, owner: 'Ann', limit: 1 } };
    expect(() => verifyUpcast(bankingRegistry(command), sample)).toThrow('a step is not pure');
  });

  test('a function that throws, or gives what does not fit', () => {
    const code = (channel: () => unknown) => {
      const wrong = bankingRegistry(customWith({ Opened: { 3: { channel } } }));
      return () => verifyUpcast(wrong, first);
    };
    expect(code(() => 'fax')).toThrow(expect.objectContaining({ code: 'unfit-upcast' }));
    expect(
      code(() => {
        throw new Error('no');
      }),
    ).toThrow(expect.objectContaining({ code: 'failed-upcaster' }));
  });

  /** The context with another step to, or from, the third version of Opened. */
  function withStep(step: object) {
    const { 3: latest, ...before } = opened.versions;
    const versions = { ...before, 3: { ...latest, ...step } } as typeof opened.versions;
    return defineRegistry('banking', [{ ...account, events: { ...account.events, Opened: { ...opened, versions } } }], {
      custom,
    });
  }

  test('a generated step whose result is not valid', () => {
    expect(() => verifyUpcast(withStep({ upcast: () => ({ holder: 'Ann' }) }), first)).toThrow(
      /did not become valid data of schema version 3:\n {2}\/limit is missing/,
    );
  });

  test('a step down whose result does not fit, or that throws', () => {
    expect(() => verifyUpcast(withStep({ downcast: () => ({}) }), first)).toThrow(
      expect.objectContaining({ code: 'invalid-message', schemaVersion: 2 }),
    );
    const failing = withStep({
      downcast: () => {
        throw new Error('no');
      },
    });
    expect(() => verifyUpcast(failing, first)).toThrow(expect.objectContaining({ code: 'failed-downcast' }));
  });

  test('a sample of the latest version that reading changes', () => {
    const latest = {
      holder: 'Ann',
      limit: { amount: '1', currency: 'EUR' },
      openedAt: recordedAt,
      channel: 'web',
      more: 1,
    };
    const dropping = defineRegistry('banking', [account], { custom, unknownFields: 'drop' });
    expect(() => verifyUpcast(dropping, { type: 'banking.Opened', schemaVersion: 3, data: latest })).toThrow(
      'banking.Opened of the latest schema version was changed.',
    );
  });
});

describe('a story of the past', () => {
  const { upcasters, ...decider }: { upcasters?: never } & typeof accountDecider = accountDecider;
  const story = () => given<AccountContract, AccountState>(account, decider, { custom });

  test('may lie in any version, under any name, and be split', () => {
    expect(upcasters).toBeUndefined();
    story()
      .stored({ type: 'account-opened', schemaVersion: 7, data: { owner: 'Ann', limit: 1 } })
      .events([Deposited.of({ amount: toDecimal('2'), by: 'ann' })])
      .thenState(({ story: told }) => told.join() === 'opened 1.00 branch,deposited 2 by ann')
      .when({ type: 'banking.CloseAccount', data: { accountId } } as never)
      .then([Closed.of({})]);
    story()
      .stored({ type: 'banking.Opened', schemaVersion: 1, data: { owner: 'Ann', limit: 1 } })
      .stored({ type: 'banking.Merged', schemaVersion: 1, data: { into: otherAccount, cents: 300 } })
      .thenState(
        ({ holder, story: told }) => holder === undefined && told.join() === 'opened 1.00 branch,withdrawn 3.00,closed',
      )
      .when({ type: 'banking.CloseAccount', data: { accountId } } as never)
      .thenNothing();
  });

  test('fails as production would', () => {
    story()
      .stored({ type: 'banking.Opened', schemaVersion: 1, data: {} })
      .when({ type: 'banking.CloseAccount', data: { accountId } } as never)
      .thenThrows('undecodable-event');
    given<AccountContract, AccountState>(account, decider)
      .stored({ type: 'banking.Opened', schemaVersion: 1, data: { owner: 'Ann', limit: 1 } })
      .when({ type: 'banking.CloseAccount', data: { accountId } } as never)
      .thenThrows('failed-upcaster');
  });
});
