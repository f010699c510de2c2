import type { AccountDecider } from '../generated/accounts/account.js';

/** What deciding needs to know of Account. Yours to shape. */
export type AccountState = Readonly<Record<string, never>>;

/** Decides for Account. */
export const accountDecider = {
  initialState: {},
  decide: {
    // Return what happened (Opened), or [] when there is nothing to do.
    Open(_command, _state, _context) {
      throw new Error('accounts.Open is not decided yet.');
    },
  },
  evolve: {
    // Return the state after Closed.
    Closed: (state) => state,
    // Return the state after Opened.
    Opened: (state) => state,
    // Return the state after Withdrawn.
    Withdrawn: (state) => state,
  },
} satisfies AccountDecider<AccountState>;
