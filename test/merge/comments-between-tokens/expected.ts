import type { OrderDecider } from '../generated/ordering/order.js';

export const orderDecider = /* a */ {
  initialState /* b */ : /* c */ { status: 'none' } /* d */,
  // decide: { CancelOrder: () => [] },
  decide: /* e { */ {
    PlaceOrder /* f */ : () => [] /* g, */ ,
    CancelOrder({ data }, state) {
      throw new Error('CancelOrder is not decided yet.');
    },
  } /* h } */,
  /* evolve: {} */ evolve: { // i {
    /* j */ OrderPlaced: (s) => s, /* k */
    /** The parcel left the house. */
    OrderShipped(state, { data }) {
      throw new Error('OrderShipped is not evolved yet.');
    },
  }, // l
  // m
} /* n */ satisfies /* o */ OrderDecider /* p */;
// q
