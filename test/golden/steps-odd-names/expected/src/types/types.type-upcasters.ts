import type { TypesTypeUpcasters } from '../generated/types/types.js';

/**
 * What steps of types of types cannot say in the schema.
 * They are pure and synchronous: no clock, no chance, no lookups. The same history always reads the same.
 */
export const typesTypeUpcasters = {
  Old: {
    2: {
      next(old) {
        // Return next of schema version 2.
        return unwritten(old);
      },
    },
  },
} satisfies TypesTypeUpcasters;
