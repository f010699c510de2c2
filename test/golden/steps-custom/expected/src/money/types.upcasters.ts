import type { MoneyTypeUpcasters } from '../generated/money/types.js';

/**
 * What steps of types of money cannot say in the schema.
 * They are pure and synchronous: no clock, no chance, no lookups. The same history always reads the same.
 */
export const moneyTypeUpcasters = {
  Money: {
    2: {
      currency(old) {
        // Return currency of schema version 2.
        return unwritten(old);
      },
    },
  },
} satisfies MoneyTypeUpcasters;
