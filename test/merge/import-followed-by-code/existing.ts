import './a.js'; const x = 1; // x

export const orderDecider = {
  decide: { PlaceOrder: () => [], CancelOrder: () => [] },
  evolve: {
    OrderPlaced: (s) => s,
  },
};
