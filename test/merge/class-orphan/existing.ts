import { OrderAggregate, type OrderPlaced } from '../generated/ordering/order.js';

export class Order extends OrderAggregate {
  protected override onOrderPlaced(_event: OrderPlaced): void {}
  override renameOrder(): void {}
  protected override onOrderRenamed(): void {}
  override toString(): string { return 'order'; }
  protected helper(): void {}
}
