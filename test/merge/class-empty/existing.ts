import { OrderAggregate } from '../generated/ordering/order.js';

export class PurchaseOrder extends OrderAggregate {}
