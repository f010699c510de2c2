import type { TypesDecider } from '../generated/order/types.aggregate.js';

/** What deciding needs to know of Types. Yours to shape. */
export type TypesState = Readonly<Record<string, never>>;

/** Decides for Types. */
export const typesDecider = {
  initialState: {},
  decide: {},
  evolve: {
    // Return the state after Checked.
    Checked: (state) => state,
  },
} satisfies TypesDecider<TypesState>;
