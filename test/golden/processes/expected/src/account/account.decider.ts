import type { AccountDecider } from '../generated/accounts/account.js';

/** What deciding needs to know of Account. Yours to shape. */
export type AccountState = Readonly<Record<string, never>>;

/** Decides for Account. */
export const accountDecider = {
  initialState: {},
  decide: {
    // Return what happened (AccountClosed), or [] when there is nothing to do.
    CloseAccount(_command, _state, _context) {
      throw new Error('accounts.CloseAccount is not decided yet.');
    },
    // Return what happened (Credited), a refusal (NoSuchAccount), or [] when there is nothing to do.
    Credit(_command, _state, _context) {
      throw new Error('accounts.Credit is not decided yet.');
    },
    // Return what happened (Debited), a refusal (InsufficientFunds, NoSuchAccount), or [] when there is nothing to do.
    Debit(_command, _state, _context) {
      throw new Error('accounts.Debit is not decided yet.');
    },
    // Return what happened (AccountOpened), or [] when there is nothing to do.
    OpenAccount(_command, _state, _context) {
      throw new Error('accounts.OpenAccount is not decided yet.');
    },
  },
  evolve: {
    // Return the state after AccountClosed.
    AccountClosed: (state) => state,
    // Return the state after AccountOpened.
    AccountOpened: (state) => state,
    // Return the state after Credited.
    Credited: (state) => state,
    // Return the state after Debited.
    Debited: (state) => state,
  },
} satisfies AccountDecider<AccountState>;
