import { OrderAggregate, type OrderPlaced } from '../generated/ordering/order.js';

export class Order extends OrderAggregate {
  static readonly made = 1
  protected override onOrderPlaced = (_event: OrderPlaced): void => {}
  count = 0 // so far
}
