import { OrderAggregate, type OrderPlaced, type OrderShipped } from '../generated/ordering/order.js';

export class Order extends OrderAggregate {
  static readonly made = 1
  protected override onOrderPlaced = (_event: OrderPlaced): void => {}
  count = 0 // so far

  /** The parcel left the house. */
  protected onOrderShipped(event: OrderShipped): void {
    throw new Error('OrderShipped is not applied yet.');
  }
}
