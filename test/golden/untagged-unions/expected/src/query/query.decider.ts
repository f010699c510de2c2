import type { QueryDecider } from '../generated/search/query.js';

/** What deciding needs to know of Query. Yours to shape. */
export type QueryState = Readonly<Record<string, never>>;

/** Decides for Query. */
export const queryDecider = {
  initialState: {},
  decide: {},
  evolve: {
    // Return the state after QuerySaved.
    QuerySaved: (state) => state,
  },
} satisfies QueryDecider<QueryState>;
