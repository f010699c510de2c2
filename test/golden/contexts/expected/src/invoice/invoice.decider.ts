import type { InvoiceDecider } from '../generated/billing/invoice.js';

/** What deciding needs to know of Invoice. Yours to shape. */
export type InvoiceState = Readonly<Record<string, never>>;

/** Decides for Invoice. */
export const invoiceDecider = {
  initialState: {},
  decide: {},
  evolve: {
    // Return the state after InvoiceSent.
    InvoiceSent: (state) => state,
  },
} satisfies InvoiceDecider<InvoiceState>;
