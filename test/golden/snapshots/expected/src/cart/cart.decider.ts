import type { CartDecider } from '../generated/bank/cart.js';

/** What deciding needs to know of Cart. Yours to shape. */
export type CartState = Readonly<Record<string, never>>;

/** What a state that only TypeScript knows looks like beside snapshots. */
export const cartDecider = {
  initialState: {},
  decide: {
    // Return what happened (ItemPut), or [] when there is nothing to do.
    PutItem(_command, _state, _context) {
      throw new Error('bank.PutItem is not decided yet.');
    },
  },
  evolve: {
    // Return the state after ItemPut.
    ItemPut: (state) => state,
  },
} satisfies CartDecider<CartState>;
