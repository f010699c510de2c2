import type { BasketDecider } from '../generated/stock/basket.js';

/** What deciding needs to know of Basket. Yours to shape. */
export type BasketState = Readonly<Record<string, never>>;

/** Decides for Basket. */
export const basketDecider = {
  initialState: {},
  decide: {
    // Return what happened (ItemPut), or [] when there is nothing to do.
    PutItem(_command, _state, _context) {
      throw new Error('stock.PutItem is not decided yet.');
    },
  },
  evolve: {
    // Return the state after ItemPut.
    ItemPut: (state) => state,
  },
} satisfies BasketDecider<BasketState>;
