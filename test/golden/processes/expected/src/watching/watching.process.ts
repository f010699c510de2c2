import type { WatchingHandlers } from '../generated/dunning/watching.js';

/** Hears of an account again and again. */
export const watchingHandlers = {
  starts: {
    // Return the first state, and what to do: send, arm, cancel, end; or undefined where it starts nothing.
    'accounts.AccountOpened'(_event, _context) {
      throw new Error('dunning.Watching does not handle accounts.AccountOpened yet.');
    },
  },
  on: {
    // After accounts.AccountOpened, return what to do: state, send, arm, cancel, end.
    'accounts.AccountOpened'(_event, _state, _context) {
      throw new Error('dunning.Watching does not handle accounts.AccountOpened yet.');
    },
  },
} satisfies WatchingHandlers;
