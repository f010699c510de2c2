import { testSchemas } from '@varve/runtime/testing/schemas';
import { test } from 'vitest';
import { accountUpcasters } from '../src/account/account.upcasters.js';
import { bankingRegistry } from '../src/generated/banking/banking.js';
import { bankingSamples } from '../src/generated/banking/banking.samples.js';

/** That every schema version ever released, and every draft, can still be read. */
testSchemas({
  registry: bankingRegistry({ account: accountUpcasters }),
  samples: bankingSamples,
  fixtures: new URL('../varve.fixtures/', import.meta.url),
  test,
});
