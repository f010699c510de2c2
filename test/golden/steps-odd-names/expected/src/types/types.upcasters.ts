import type { TypesUpcasters } from '../generated/types/types.aggregate.js';

/**
 * What steps of Types cannot say in the schema.
 * They are pure and synchronous: no clock, no chance, no lookups. The same history always reads the same.
 */
export const typesUpcasters = {
  Mutable: {
    2: {
      new(old, stored) {
        // Return new of schema version 2.
        return unwritten(old, stored);
      },
    },
  },
  Registry: {
    2: {
      custom(old) {
        // Return custom of schema version 2.
        return unwritten(old);
      },
    },
  },
} satisfies TypesUpcasters;
