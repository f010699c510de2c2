import { OrderAggregate, type OrderPlaced, type OrderShipped } from '../generated/ordering/order.js';

export class Order extends OrderAggregate {
  protected override onOrderPlaced(_event: OrderPlaced): void {}
  override renameOrder(): void {}
  protected override onOrderRenamed(): void {}
  override toString(): string { return 'order'; }
  protected helper(): void {}

  /** The parcel left the house. */
  protected onOrderShipped(event: OrderShipped): void {
    throw new Error('OrderShipped is not applied yet.');
  }
}
