import type { TicketDecider } from '../generated/support/ticket.js';

/** What deciding needs to know of Ticket. Yours to shape. */
export type TicketState = Readonly<Record<string, never>>;

/** Decides for Ticket. */
export const ticketDecider = {
  initialState: {},
  decide: {},
  evolve: {
    // Return the state after TicketOpened.
    TicketOpened: (state) => state,
  },
} satisfies TicketDecider<TicketState>;
