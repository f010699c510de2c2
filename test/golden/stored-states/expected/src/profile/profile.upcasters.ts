import type { ProfileUpcasters } from '../generated/bank/profile.js';

/**
 * What steps of Profile cannot say in the schema.
 * They are pure and synchronous: no clock, no chance, no lookups. The same history always reads the same.
 */
export const profileUpcasters = {
  state: {
    2(old) {
      // Return the whole of schema version 2.
      return unwritten(old);
    },
  },
} satisfies ProfileUpcasters;
