import type { PaymentDecider } from '../generated/payments/payment.js';

/** What deciding needs to know of Payment. Yours to shape. */
export type PaymentState = Readonly<Record<string, never>>;

/** Decides for Payment. */
export const paymentDecider = {
  initialState: {},
  decide: {
    // Return what happened (PaymentMade), or [] when there is nothing to do.
    Pay(_command, _state, _context) {
      throw new Error('payments.Pay is not decided yet.');
    },
  },
  evolve: {
    // Return the state after PaymentMade.
    PaymentMade: (state) => state,
  },
} satisfies PaymentDecider<PaymentState>;
