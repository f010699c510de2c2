import type { OrderDecider } from '../generated/ordering/order.js';

export const orderDecider = {
  decide: {
    PlaceOrder: () => { throw new Error('}, evolve: {'); },
    CancelOrder: () => { const r = /[}/]{2}\}/u; return r.test(`${'}'} }`) ? [] : []; },
  },
  evolve: { OrderPlaced: (s) => ({ ...s, note: `{ ${`}`} evolve: {` }),
    /** The parcel left the house. */
    OrderShipped(state, { data }) {
      throw new Error('OrderShipped is not evolved yet.');
    },
  },
} satisfies OrderDecider;
