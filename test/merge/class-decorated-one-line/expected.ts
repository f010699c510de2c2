import { OrderAggregate, type OrderPlaced, type OrderShipped } from '../generated/ordering/order.js';

@sealed() export default class Order extends OrderAggregate { @log onOrderPlaced() {}

  /** The parcel left the house. */
  protected onOrderShipped(event: OrderShipped): void {
    throw new Error('OrderShipped is not applied yet.');
  }
}
