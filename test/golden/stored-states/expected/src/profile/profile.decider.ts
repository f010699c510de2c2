import type { ProfileDecider } from '../generated/bank/profile.js';

/** What is known of a customer; its row is the truth. */
export const profileDecider = {
  initialState: { is: 'none' },
  decide: {
    // Return the new state and what happened (ProfileClosed), or the state as it is and no events when there is nothing to do.
    CloseProfile(_command, _state, _context) {
      throw new Error('bank.CloseProfile is not decided yet.');
    },
    // Return { state, events: [] } with the new state, or the state as it is and no events when there is nothing to do.
    NoteProfile(_command, _state, _context) {
      throw new Error('bank.NoteProfile is not decided yet.');
    },
    // Return the new state and what happened (ProfileOpened), a refusal (NameTaken), or the state as it is and no events when there is nothing to do.
    OpenProfile(_command, _state, _context) {
      throw new Error('bank.OpenProfile is not decided yet.');
    },
    // Return the new state and what happened (ProfileRenamed), a refusal (NameTaken), or the state as it is and no events when there is nothing to do.
    RenameProfile(_command, _state, _context) {
      throw new Error('bank.RenameProfile is not decided yet.');
    },
  },
} satisfies ProfileDecider;
