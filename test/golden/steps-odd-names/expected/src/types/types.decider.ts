import type { TypesDecider } from '../generated/types/types.aggregate.js';

/** What deciding needs to know of Types. Yours to shape. */
export type TypesState = Readonly<Record<string, never>>;

/** Decides for Types. */
export const typesDecider = {
  initialState: {},
  decide: {
    // Return what happened (Mutable), or [] when there is nothing to do.
    Registry(_command, _state, _context) {
      throw new Error('types.Registry is not decided yet.');
    },
  },
  evolve: {
    // Return the state after Mutable.
    Mutable: (state) => state,
    // Return the state after Upcasters.
    Upcasters: (state) => state,
  },
} satisfies TypesDecider<TypesState>;
