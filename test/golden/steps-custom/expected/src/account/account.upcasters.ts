import type { AccountUpcasters } from '../generated/accounts/account.js';

/**
 * What steps of Account cannot say in the schema.
 * They are pure and synchronous: no clock, no chance, no lookups. The same history always reads the same.
 */
export const accountUpcasters = {
  Merged: {
    becomes(old, stored) {
      // Return the events that stand for Merged, in order: Withdrawn@1, Closed@1.
      return unwritten(old, stored);
    },
  },
  Opened: {
    2: {
      'address.code'(old, stored) {
        // Return address.code of schema version 2.
        return unwritten(old, stored);
      },
      first(old, stored) {
        // Return first of schema version 2.
        return unwritten(old, stored);
      },
      last(old, stored) {
        // Return last of schema version 2, or undefined for nothing.
        return unwritten(old, stored);
      },
    },
    3(old, stored) {
      // Return the whole of schema version 3.
      return unwritten(old, stored);
    },
    downcasts: {
      2: {
        owner(old, stored) {
          // Return owner of schema version 1.
          return unwritten(old, stored);
        },
      },
    },
  },
  Open: {
    2: {
      channel(old) {
        // Return channel of schema version 2.
        return unwritten(old);
      },
    },
  },
} satisfies AccountUpcasters;
