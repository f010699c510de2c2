import { type OrderDecider } from '../generated/ordering/other.js'; // eslint-disable-line, and more
/* last */ import './side-effect.js' /* of
 two lines */ // and this

export const orderDecider = {
  decide: { PlaceOrder: () => [], CancelOrder: () => [] },
  evolve: {
    OrderPlaced: (s) => s,
  },
};
