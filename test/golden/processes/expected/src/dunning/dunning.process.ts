import type { DunningHandlers } from '../generated/dunning/dunning.js';

/** What Dunning does about each thing that happens. */
export const dunningHandlers = {
  starts: {
    // Return the first state, and what to do: send, arm, cancel, end; or undefined where it starts nothing.
    'accounts.AccountOpened'(_event, _context) {
      throw new Error('dunning.Dunning does not handle accounts.AccountOpened yet.');
    },
  },
  timeouts: {
    // Return what to do: state, send, arm, cancel, end.
    next(_timeout, _state, _context) {
      throw new Error('dunning.Dunning does not handle next yet.');
    },
  },
} satisfies DunningHandlers;
