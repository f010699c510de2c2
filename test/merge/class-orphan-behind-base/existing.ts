import { OrderAggregate, type OrderPlaced } from '../generated/ordering/order.js';

class Base extends OrderAggregate { onOrderPlaced() {} }
export class Order extends Base {
  override helper(): void {}
  protected override onOrderPlaced(_event: OrderPlaced): void {}
  protected override onOrderShipped(): void {}
}
