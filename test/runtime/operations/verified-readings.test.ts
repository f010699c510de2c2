import { describe, expect, test } from 'vitest';
import { verifyLog } from '../../../runtime/src/operations/index.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { accountId, custom, customWith, otherAccount, stream, written } from '../evolution/banking-kit.js';
import { type BankingCustom, bankingRegistry } from '../sample/banking/banking.js';

type Event = Parameters<typeof written>;

/** What became of each of these events: `stored name v1: outcome`, by name and version. */
async function outcomesOf(events: readonly Event[], functions: BankingCustom = custom): Promise<readonly string[]> {
  const store = createMemoryEventStore();
  await store.append({ streamName: stream, expected: 'any', events: events.map((event) => written(...event)) });
  const { types } = await verifyLog(store, { registries: [bankingRegistry(functions)] });
  return types.flatMap(({ storedType, schemaVersion, decoded, upcast, ignored, failed, stored }) => {
    expect(decoded + upcast + ignored + failed).toBe(stored);
    return Object.entries({ decoded, upcast, ignored, failed })
      .filter(([, count]) => count > 0)
      .map(([outcome, count]) => `${storedType} v${schemaVersion}: ${count} ${outcome}`);
  });
}

const opened = {
  holder: 'Ann',
  limit: { amount: '12.50', currency: 'EUR' },
  openedAt: '2026-01-01T00:00:00Z',
  channel: 'web',
};
const openedV1 = { owner: 'Ann', limit: 12.5 };
const merged = { into: otherAccount, cents: 300 };

describe('what becomes of a stored event', () => {
  test('counts as decoded in the latest version, and as upcast in an older one', async () => {
    const events: readonly Event[] = [
      ['Deposited', 3, { amount: '1.00', by: 'ann' }],
      ['Deposited', 1, { cents: 5 }],
      ['Deposited', 2, { amount: '2.00' }],
    ];
    expect(await outcomesOf(events)).toEqual([
      'banking.Deposited v1: 1 upcast',
      'banking.Deposited v2: 1 upcast',
      'banking.Deposited v3: 1 decoded',
    ]);
  });

  test('goes by the version that the number of an alias stands for', async () => {
    const events: readonly Event[] = [
      ['account-opened', 8, opened],
      ['account-opened', 7, openedV1],
      ['account-opened', 0, openedV1],
      ['account-opened', 3, openedV1],
    ];
    expect(await outcomesOf(events)).toEqual([
      'account-opened v0: 1 upcast',
      'account-opened v3: 1 failed',
      'account-opened v7: 1 upcast',
      'account-opened v8: 1 decoded',
    ]);
  });

  test('is upcast where it is read as other events, also as a single one in the same version', async () => {
    expect(
      await outcomesOf([
        ['Merged', 1, merged],
        ['Merged', 1, { ...merged, cents: 0 }],
      ]),
    ).toEqual(['banking.Merged v1: 2 upcast']);
    const closed = customWith({ Merged: { becomes: () => [{ type: 'banking.Closed', schemaVersion: 1, data: {} }] } });
    expect(await outcomesOf([['Merged', 1, merged]], closed)).toEqual(['banking.Merged v1: 1 upcast']);
  });

  test('is ignored where it is read as no event, whoever says so', async () => {
    const nothing = customWith({ Merged: { becomes: () => [] } });
    expect(
      await outcomesOf(
        [
          ['Merged', 1, merged],
          ['Noted', 1, { text: 'x' }],
        ],
        nothing,
      ),
    ).toEqual(['banking.Merged v1: 1 ignored', 'banking.Noted v1: 1 ignored']);
  });

  test('is a failure where a function of the user fails, or gives what does not fit', async () => {
    const failing = (becomes: () => unknown) =>
      outcomesOf([['Merged', 1, merged]], customWith({ Merged: { becomes } }));
    const lost = ['banking.Merged v1: 1 failed'];
    expect(await failing(() => JSON.parse('{'))).toEqual(lost);
    expect(await failing(() => [{ type: 'banking.Closed', schemaVersion: 1, data: { account: accountId } }])).toEqual(
      lost,
    );
  });
});
