/*!
 * Licence.
 */
// @ts-nocheck

/** Decides. */
export const orderDecider = {
  decide: { PlaceOrder: () => [], CancelOrder: () => [] },
  evolve: {
    OrderPlaced: (s) => s,
  },
};
