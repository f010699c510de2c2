import { OrderAggregate, type OrderPlaced, type OrderShipped } from '../generated/ordering/order.js';

export class PurchaseOrder extends OrderAggregate {
  protected onOrderPlaced(event: OrderPlaced): void {
    throw new Error('OrderPlaced is not applied yet.');
  }

  /** The parcel left the house. */
  protected onOrderShipped(event: OrderShipped): void {
    throw new Error('OrderShipped is not applied yet.');
  }
}
