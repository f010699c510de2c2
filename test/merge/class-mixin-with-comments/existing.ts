import { OrderAggregate, type OrderPlaced } from '../generated/ordering/order.js';

export /* a */ class /* b */ Order /* c */ extends /* d */ Logged(OrderAggregate) /* e */ { // f
  // onOrderShipped() {}
  onOrderPlaced() {} // g
  /* h */ } // i
