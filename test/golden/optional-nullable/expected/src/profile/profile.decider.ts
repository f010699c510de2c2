import type { ProfileDecider } from '../generated/profiles/profile.js';

/** What deciding needs to know of Profile. Yours to shape. */
export type ProfileState = Readonly<Record<string, never>>;

/** Decides for Profile. */
export const profileDecider = {
  initialState: {},
  decide: {
    // Return what happened (ProfileSaved), or [] when there is nothing to do.
    SaveProfile(_command, _state, _context) {
      throw new Error('profiles.SaveProfile is not decided yet.');
    },
  },
  evolve: {
    // Return the state after ProfileCleared.
    ProfileCleared: (state) => state,
    // Return the state after ProfileSaved.
    ProfileSaved: (state) => state,
  },
} satisfies ProfileDecider<ProfileState>;
