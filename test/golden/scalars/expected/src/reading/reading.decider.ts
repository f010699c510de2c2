import type { ReadingDecider } from '../generated/metering/reading.js';

/** What deciding needs to know of Reading. Yours to shape. */
export type ReadingState = Readonly<Record<string, never>>;

/** Decides for Reading. */
export const readingDecider = {
  initialState: {},
  decide: {},
  evolve: {
    // Return the state after Everything.
    Everything: (state) => state,
    // Return the state after Nested.
    Nested: (state) => state,
    // Return the state after WireForms.
    WireForms: (state) => state,
  },
} satisfies ReadingDecider<ReadingState>;
