import type { PaymentDecider } from '../generated/payments/payment.js';

/** What deciding needs to know of Payment. Yours to shape. */
export type PaymentState = Readonly<Record<string, never>>;

/** Decides for Payment. */
export const paymentDecider = {
  initialState: {},
  decide: {},
  evolve: {
    // Return the state after PaymentMade.
    PaymentMade: (state) => state,
  },
} satisfies PaymentDecider<PaymentState>;
