import type { TransferDecider } from '../generated/transfers/transfer.js';

/** What deciding needs to know of Transfer. Yours to shape. */
export type TransferState = Readonly<Record<string, never>>;

/** Decides for Transfer. */
export const transferDecider = {
  initialState: {},
  decide: {
    // Return what happened (TransferCompleted), or [] when there is nothing to do.
    CompleteTransfer(_command, _state, _context) {
      throw new Error('transfers.CompleteTransfer is not decided yet.');
    },
    // Return what happened (TransferFailed), or [] when there is nothing to do.
    FailTransfer(_command, _state, _context) {
      throw new Error('transfers.FailTransfer is not decided yet.');
    },
    // Return what happened (TransferRequested), or [] when there is nothing to do.
    RequestTransfer(_command, _state, _context) {
      throw new Error('transfers.RequestTransfer is not decided yet.');
    },
  },
  evolve: {
    // Return the state after TransferCompleted.
    TransferCompleted: (state) => state,
    // Return the state after TransferFailed.
    TransferFailed: (state) => state,
    // Return the state after TransferRequested.
    TransferRequested: (state) => state,
  },
} satisfies TransferDecider<TransferState>;
