import type { MeterDecider } from '../generated/metering/meter.js';

/** What deciding needs to know of Meter. Yours to shape. */
export type MeterState = Readonly<Record<string, never>>;

/** Decides for Meter. */
export const meterDecider = {
  initialState: {},
  decide: {},
  evolve: {
    // Return the state after MeterRead.
    MeterRead: (state) => state,
  },
} satisfies MeterDecider<MeterState>;
