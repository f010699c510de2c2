import type { DoorDecider } from '../generated/stock/door.js';

/** Decides for Door. */
export const doorDecider = {
  initialState: { status: 'closed' },
  decide: {
    // Return what happened (DoorLocked), or [] when there is nothing to do.
    LockDoor(_command, _state, _context) {
      throw new Error('stock.LockDoor is not decided yet.');
    },
    // Return what happened (DoorOpened), a refusal (WrongCode), or [] when there is nothing to do.
    OpenDoor(_command, _state, _context) {
      throw new Error('stock.OpenDoor is not decided yet.');
    },
  },
  evolve: {
    // Return the state after DoorLocked.
    DoorLocked: (state) => state,
    // Return the state after DoorOpened.
    DoorOpened: (state) => state,
  },
} satisfies DoorDecider;
