import type { DunningUpcasters } from '../generated/dunning/dunning.js';

/**
 * What steps of Dunning cannot say in the schema.
 * They are pure and synchronous: no clock, no chance, no lookups. The same history always reads the same.
 */
export const dunningUpcasters = {
  state: {
    2: {
      cents(old) {
        // Return cents of schema version 2.
        return unwritten(old);
      },
    },
  },
} satisfies DunningUpcasters;
