import type { BasketDecider } from '../../generated/shop/basket.js';
import type { BasketState } from '../../generated/shop/basket.state.js';

/** What one customer means to buy. */
export const basketDecider = {
  // Return the state before the first event.
  get initialState(): BasketState {
    throw new Error('The initial state of Basket is not written yet.');
  },
  decide: {
    // Return what happened (ItemAdded), or [] when there is nothing to do.
    AddItem(_command, _state, _context) {
      throw new Error('shop.AddItem is not decided yet.');
    },
  },
  evolve: {
    // Return the state after ItemAdded.
    ItemAdded: (state) => state,
  },
} satisfies BasketDecider;
