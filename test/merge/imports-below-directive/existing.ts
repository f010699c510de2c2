// strict
'use strict'; // old habit
/** Decides. */
export const orderDecider = {
  decide: { PlaceOrder: () => [], CancelOrder: () => [] },
  evolve: {
    OrderPlaced: (s) => s,
  },
};
