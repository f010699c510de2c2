#!/usr/bin/env node
// A file without imports.
export const orderDecider = {
  initialState: { status: 'none' },
  decide: {
    PlaceOrder({ data }, state) {
      return [];
    },
    CancelOrder: () => [],
  },
  evolve: {
    OrderPlaced: (_state, { data }) => ({ status: 'open' }),
  },
};
