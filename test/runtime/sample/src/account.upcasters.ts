// What a user writes.
import type { AccountUpcasters } from '../banking/account.upcasts.js';
import type { BankingTypeUpcasters } from '../banking/types.upcasts.js';

export const accountUpcasters = {
  Opened: { 3: { channel: (old, { recordedAt }) => (old.openedAt === recordedAt ? 'branch' : 'web') } },
  Merged: {
    becomes: ({ cents }) => [
      ...(cents === 0 ? [] : [{ type: 'banking.Withdrawn', schemaVersion: 1, data: { cents } } as const]),
      { type: 'banking.Closed', schemaVersion: 1, data: {} },
    ],
  },
  Dissolved: {
    becomes: ({ into }, { metadata }) => [
      { type: 'banking.Noted', schemaVersion: 1, data: { text: metadata.actor ?? '' } },
      { type: 'banking.Deposited', schemaVersion: 1, data: { cents: 50 } },
      { type: 'banking.Merged', schemaVersion: 1, data: { into, cents: 7 } },
    ],
  },
  OpenAccount: { 3: { channel: () => 'web' } },
} satisfies AccountUpcasters;

export const bankingTypeUpcasters = { Money: { 2: { currency: () => 'EUR' } } } satisfies BankingTypeUpcasters;
