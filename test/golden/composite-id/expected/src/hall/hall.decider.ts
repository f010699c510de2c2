import type { HallDecider } from '../generated/booking/hall.js';

/** What deciding needs to know of Hall. Yours to shape. */
export type HallState = Readonly<Record<string, never>>;

/** Decides for Hall. */
export const hallDecider = {
  initialState: {},
  decide: {
    // Return what happened (HallOpened), or [] when there is nothing to do.
    OpenHall(_command, _state, _context) {
      throw new Error('booking.OpenHall is not decided yet.');
    },
  },
  evolve: {
    // Return the state after HallOpened.
    HallOpened: (state) => state,
  },
} satisfies HallDecider<HallState>;
