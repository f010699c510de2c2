import type { OrderDecider } from '../generated/ordering/order.js';

export const orderDecider = /* a */ {
  initialState /* b */ : /* c */ { status: 'none' } /* d */,
  // decide: { CancelOrder: () => [] },
  decide: /* e { */ {
    PlaceOrder /* f */ : () => [] /* g, */ ,
  } /* h } */,
  /* evolve: {} */ evolve: { // i {
    /* j */ OrderPlaced: (s) => s /* k */
  }, // l
  // m
} /* n */ satisfies /* o */ OrderDecider /* p */;
// q
