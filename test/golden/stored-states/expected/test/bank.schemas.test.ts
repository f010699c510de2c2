import { testSchemas } from '@varve/runtime/testing/schemas';
import { test } from 'vitest';
import { accountUpcasters } from '../src/account/account.upcasters.js';
import { bankRegistry } from '../src/generated/bank/bank.js';
import { bankSamples } from '../src/generated/bank/bank.samples.js';
import { profileUpcasters } from '../src/profile/profile.upcasters.js';

/** That every schema version ever released, and every draft, can still be read. */
testSchemas({
  registry: bankRegistry({ account: accountUpcasters, profile: profileUpcasters }),
  samples: bankSamples,
  fixtures: new URL('../varve.fixtures/', import.meta.url),
  test,
});
