import type { AccountsTypeUpcasters } from '../generated/accounts/types.js';

/**
 * What steps of types of accounts cannot say in the schema.
 * They are pure and synchronous: no clock, no chance, no lookups. The same history always reads the same.
 */
export const accountsTypeUpcasters = {
  Limit: {
    2: {
      amount(old) {
        // Return amount of schema version 2.
        return unwritten(old);
      },
      cost(old) {
        // Return cost of schema version 2.
        return unwritten(old);
      },
    },
    downcasts: {
      2(old) {
        // Return the whole of schema version 1.
        return unwritten(old);
      },
    },
  },
} satisfies AccountsTypeUpcasters;
