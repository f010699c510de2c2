import type { SeatDecider } from '../generated/booking/seat.js';

/** What deciding needs to know of Seat. Yours to shape. */
export type SeatState = Readonly<Record<string, never>>;

/** Decides for Seat. */
export const seatDecider = {
  initialState: {},
  decide: {
    // Return what happened (SeatBooked), or [] when there is nothing to do.
    BookSeat(_command, _state, _context) {
      throw new Error('booking.BookSeat is not decided yet.');
    },
  },
  evolve: {
    // Return the state after SeatBooked.
    SeatBooked: (state) => state,
  },
} satisfies SeatDecider<SeatState>;
