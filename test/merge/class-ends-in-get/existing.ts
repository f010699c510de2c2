import { OrderAggregate, type OrderPlaced } from '../generated/ordering/order.js';

export class Order extends OrderAggregate {
  onOrderPlaced() {}
  get
}
