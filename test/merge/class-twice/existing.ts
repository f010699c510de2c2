import { OrderAggregate } from '../generated/ordering/order.js';

export class A extends OrderAggregate {}
export class B extends OrderAggregate {}
