import type { AccountUpcasters } from '../generated/banking/account.js';
import { fromCents, nothing } from './amounts.js';

/**
 * What steps of Account cannot say in the schema: how facts of the first release, whole accounts in cents, read today.
 * Bookings had no numbers then, so these have none.
 */
export const accountUpcasters = {
  state: {
    2(old) {
      if (old.status === 'none') return old;
      const { customerId } = old;
      if (old.status === 'closed') return { status: 'closed', customerId, currency: 'EUR', balance: nothing };
      return { status: 'open', customerId, currency: 'EUR', balance: fromCents(old.cents) };
    },
  },
} satisfies AccountUpcasters;
