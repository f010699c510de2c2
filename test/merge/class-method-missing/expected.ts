import { OrderAggregate, type OrderPlaced, type OrderShipped } from '../generated/ordering/order.js';

export class Order extends OrderAggregate {
  private total = 0;

  protected onOrderPlaced(event: OrderPlaced): void {
    this.total += 1;
  }

  /* the end */

  /** The parcel left the house. */
  protected onOrderShipped(event: OrderShipped): void {
    throw new Error('OrderShipped is not applied yet.');
  }
}
