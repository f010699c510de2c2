import { OrderAggregate, type OrderPlaced } from '../generated/ordering/order.js';

export class Order extends OrderAggregate {
  private total = 0;

  protected onOrderPlaced(event: OrderPlaced): void {
    this.total += 1;
  }

  /* the end */
}
