import type { AccountDecider } from '../generated/bank/account.js';

/** Money of one holder. */
export const accountDecider = {
  initialState: { status: 'none' },
  decide: {
    // Return what happened (AccountClosed, MoneyMoved), or [] when there is nothing to do.
    CloseAccount(_command, _state, _context) {
      throw new Error('bank.CloseAccount is not decided yet.');
    },
    // Return what happened (MoneyMoved), a refusal (Overdrawn), or [] when there is nothing to do.
    MoveMoney(_command, _state, _context) {
      throw new Error('bank.MoveMoney is not decided yet.');
    },
    // Return what happened (AccountOpened), or [] when there is nothing to do.
    OpenAccount(_command, _state, _context) {
      throw new Error('bank.OpenAccount is not decided yet.');
    },
  },
  evolve: {
    // Return the state after AccountClosed.
    AccountClosed: (state) => state,
    // Return the state after AccountOpened.
    AccountOpened: (state) => state,
    // Return the state after MoneyMoved.
    MoneyMoved: (state) => state,
  },
} satisfies AccountDecider;
