import { testSchemas } from '@varve/runtime/testing/schemas';
import { test } from 'node:test';
import { accountUpcasters } from '../../src/account/account.upcasters.js';
import { accountsTypeUpcasters } from '../../src/accounts/types.upcasters.js';
import { accountsRegistry } from '../../src/generated/accounts/accounts.js';
import { accountsSamples } from '../../src/generated/accounts/accounts.samples.js';
import { moneyTypeUpcasters } from '../../src/money/types.upcasters.js';

/** That every schema version ever released, and every draft, can still be read. */
testSchemas({
  registry: accountsRegistry({
    account: accountUpcasters,
    types: { accounts: accountsTypeUpcasters, money: moneyTypeUpcasters },
  }),
  samples: accountsSamples,
  fixtures: new URL('../../varve.fixtures/', import.meta.url),
  test,
});
