import type { AccountUpcasters } from '../generated/bank/account.js';

/**
 * What steps of Account cannot say in the schema.
 * They are pure and synchronous: no clock, no chance, no lookups. The same history always reads the same.
 */
export const accountUpcasters = {
  state: {
    2(old, stored) {
      // Return the whole of schema version 2.
      return unwritten(old, stored);
    },
  },
} satisfies AccountUpcasters;
