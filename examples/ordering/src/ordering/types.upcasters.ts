import type { OrderingTypeUpcasters } from '../generated/ordering/types.js';
import { joinStreet, splitStreet } from './street.js';

/**
 * What steps of types of ordering cannot say in the schema.
 * They are pure and synchronous: no clock, no chance, no lookups. The same history always reads the same.
 */
export const orderingTypeUpcasters = {
  Line: {
    2: {
      // Before wrapping could be ordered, customers asked for it in the note.
      gift(old) {
        return /\b(present|gift)\b/i.test(old.note ?? '');
      },
    },
  },
  Destination: {
    2: {
      houseNumber(old) {
        return splitStreet(old.street).houseNumber;
      },
      street(old) {
        return splitStreet(old.street).street;
      },
    },
    downcasts: {
      2: {
        street(old) {
          return joinStreet({ street: old.street, houseNumber: old.houseNumber });
        },
      },
    },
  },
} satisfies OrderingTypeUpcasters;
