import { OrderAggregate, type OrderPlaced, type OrderShipped } from '../generated/ordering/order.js';

export /* a */ class /* b */ Order /* c */ extends /* d */ Logged(OrderAggregate) /* e */ { // f
  // onOrderShipped() {}
  onOrderPlaced() {} // g
  /* h */

  /** The parcel left the house. */
  protected onOrderShipped(event: OrderShipped): void {
    throw new Error('OrderShipped is not applied yet.');
  }
} // i
