import type { CustomUpcasters } from '../generated/types/custom.js';

/**
 * What steps of Custom cannot say in the schema.
 * They are pure and synchronous: no clock, no chance, no lookups. The same history always reads the same.
 */
export const customUpcasters = {
  Changed: {
    2: {
      '/a-b'(old, stored) {
        // Return /a-b of schema version 2.
        return unwritten(old, stored);
      },
    },
  },
} satisfies CustomUpcasters;
