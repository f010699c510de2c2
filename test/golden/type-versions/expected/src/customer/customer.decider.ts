import type { CustomerDecider } from '../generated/customers/customer.js';

/** What deciding needs to know of Customer. Yours to shape. */
export type CustomerState = Readonly<Record<string, never>>;

/** Decides for Customer. */
export const customerDecider = {
  initialState: {},
  decide: {},
  evolve: {
    // Return the state after CustomerMoved.
    CustomerMoved: (state) => state,
    // Return the state after PlanChosen.
    PlanChosen: (state) => state,
  },
} satisfies CustomerDecider<CustomerState>;
