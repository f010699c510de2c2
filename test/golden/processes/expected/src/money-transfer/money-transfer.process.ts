import type { MoneyTransferHandlers } from '../generated/transfers/money-transfer.js';

/** Takes money from one account and puts it into another, or back. */
export const moneyTransferHandlers = {
  starts: {
    // Return the first state, and what to do: send, arm, cancel, end; or undefined where it starts nothing.
    TransferRequested(_event, _context) {
      throw new Error('transfers.MoneyTransfer does not handle TransferRequested yet.');
    },
  },
  on: {
    // After accounts.Credited, return what to do: state, send, arm, cancel, end.
    'accounts.Credited'(_event, _state, _context) {
      throw new Error('transfers.MoneyTransfer does not handle accounts.Credited yet.');
    },
    // After accounts.Debited, return what to do: state, send, arm, cancel, end.
    'accounts.Debited'(_event, _state, _context) {
      throw new Error('transfers.MoneyTransfer does not handle accounts.Debited yet.');
    },
    // A command was refused. Return what to do: state, send, arm, cancel, end; compensate what was done before.
    'accounts.Credit/NoSuchAccount'(_refusal, _state, _context) {
      throw new Error('transfers.MoneyTransfer does not handle accounts.Credit/NoSuchAccount yet.');
    },
    // A command was refused. Return what to do: state, send, arm, cancel, end; compensate what was done before.
    'accounts.Debit/InsufficientFunds'(_refusal, _state, _context) {
      throw new Error('transfers.MoneyTransfer does not handle accounts.Debit/InsufficientFunds yet.');
    },
  },
  timeouts: {
    // Return what to do: state, send, arm, cancel, end.
    reminder(_timeout, _state, _context) {
      throw new Error('transfers.MoneyTransfer does not handle reminder yet.');
    },
    // Return what to do: state, send, arm, cancel, end.
    review(_timeout, _state, _context) {
      throw new Error('transfers.MoneyTransfer does not handle review yet.');
    },
    // No account has answered. Return what to do: state, send, arm, cancel, end.
    unanswered(_timeout, _state, _context) {
      throw new Error('transfers.MoneyTransfer does not handle unanswered yet.');
    },
  },
} satisfies MoneyTransferHandlers;
