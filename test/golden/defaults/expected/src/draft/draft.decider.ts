import type { DraftDecider } from '../generated/editing/draft.js';

/** What deciding needs to know of Draft. Yours to shape. */
export type DraftState = Readonly<Record<string, never>>;

/** Decides for Draft. */
export const draftDecider = {
  initialState: {},
  decide: {
    // Return what happened (DraftStarted), or [] when there is nothing to do.
    StartDraft(_command, _state, _context) {
      throw new Error('editing.StartDraft is not decided yet.');
    },
  },
  evolve: {
    // Return the state after DraftStarted.
    DraftStarted: (state) => state,
  },
} satisfies DraftDecider<DraftState>;
