/** Functions that steps call, as users write them, and how a context takes them. */
import type { CommandStore } from '@varve/runtime';
import type { Decider } from '@varve/runtime';
import { Closed, Withdrawn } from '../../../golden/steps-custom/expected/src/generated/accounts/account.js';
import type { AccountContract, AccountUpcasters } from '../../../golden/steps-custom/expected/src/generated/accounts/account.js';
import {
  accountsRegistry,
  createAccounts,
  type Accounts,
  type AccountsOptions,
} from '../../../golden/steps-custom/expected/src/generated/accounts/accounts.js';
import {
  downcastLimitV2ToV1,
  upcastLimitV1ToV2,
  type AccountsTypeUpcasters,
} from '../../../golden/steps-custom/expected/src/generated/accounts/types.js';
import { upcastMoneyV1ToV2, type MoneyTypeUpcasters } from '../../../golden/steps-custom/expected/src/generated/money/types.js';

export const accountUpcasters = {
  Merged: {
    becomes: (old, stored) => [
      { type: 'accounts.Withdrawn', schemaVersion: 1, data: { cents: old.other.length + stored.streamVersion } },
      { type: 'accounts.Closed', schemaVersion: 1, data: {} },
    ],
  },
  Opened: {
    2: {
      'address.code': (_old, stored) => stored.id.accountId,
      first: (old) => old.owner.split(' ')[0] ?? '',
      last: (old) => old.owner.split(' ')[1],
    },
    3: (old) => ({ name: old.first }),
    downcasts: { 2: { owner: (old) => `${old.first} ${old.last ?? ''}` } },
  },
  Open: { 2: { channel: () => 'web' } },
} satisfies AccountUpcasters;

export const accountsTypeUpcasters = {
  Limit: {
    2: {
      // @ts-expect-error an amount is a decimal, and no plain text
      amount: (old) => old.amount,
      cost: () => ({ amount: '1' as never, currency: 'EUR' }),
    },
    downcasts: { 2: (newer) => ({ amount: newer.amount }) },
  },
} satisfies AccountsTypeUpcasters;

export const moneyTypeUpcasters = { Money: { 2: { currency: () => 'EUR' } } } satisfies MoneyTypeUpcasters;

export const incomplete = {
  ...accountUpcasters,
  // @ts-expect-error first is missing
  Opened: { ...accountUpcasters.Opened, 2: { last: () => undefined, 'address.code': () => '' } },
} satisfies AccountUpcasters;

export const wrongPart = {
  // @ts-expect-error what stands for Merged is withdrawn or closed, at version 1
  becomes: () => [{ type: 'accounts.Opened', schemaVersion: 1, data: {} }],
} satisfies AccountUpcasters['Merged'];

declare const limitUpcasters: AccountsTypeUpcasters;
const types = { accounts: limitUpcasters, money: moneyTypeUpcasters };

export function open(store: CommandStore, decider: Decider<AccountContract, { readonly open: boolean }>): Accounts {
  accountsRegistry({ account: accountUpcasters, types });
  // @ts-expect-error the registry needs the functions for types too
  accountsRegistry({ account: accountUpcasters });
  // @ts-expect-error upcasters are required
  createAccounts({ store, account: { decider }, types });
  // @ts-expect-error and so are those of types
  createAccounts({ store, account: { decider, upcasters: accountUpcasters } });
  const options: AccountsOptions<{ readonly open: boolean }> = { store, account: { decider, upcasters: accountUpcasters }, types };
  return createAccounts(options);
}

export function events(): readonly (Closed | Withdrawn)[] {
  return [Closed.of(), Withdrawn.of({ cents: 1 })];
}

/** Steps of types are for everybody. */
export function limits(): readonly string[] {
  const newer = upcastLimitV1ToV2({ amount: '1' }, { accounts: limitUpcasters });
  // @ts-expect-error the step of a type needs the functions of its own context only
  upcastLimitV1ToV2({ amount: '1' }, {});
  const money = upcastMoneyV1ToV2({ amount: newer.amount }, types);
  return [downcastLimitV2ToV1(newer, types).amount, money.currency];
}
